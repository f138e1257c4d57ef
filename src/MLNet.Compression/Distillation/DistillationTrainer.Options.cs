using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

public sealed partial class DistillationTrainer
{
    /// <summary>How a student learns from its teacher.</summary>
    public sealed class Options : DistillationOptions, IStageOptions
    {
        /// <summary>The size of the student: a <see cref="StudentShape"/>, or any other. Default <see cref="StudentShape.TinyBert4"/>.</summary>
        [Required]
        public ModelShape Student { get; set; } = StudentShape.TinyBert4;

        /// <summary>Rows to measure the student on, for its report and while it is trained; null for those of the teacher, if it has any.</summary>
        [MayDifferOnResume]
        public IDataView? ValidationSet { get; set; }

        /// <summary>The seed; null, the default, for that of the teacher.</summary>
        [MayDifferOnResume]
        public int? Seed { get; set; }
    }
}
