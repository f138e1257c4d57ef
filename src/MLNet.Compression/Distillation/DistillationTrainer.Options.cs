using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

public sealed partial class DistillationTrainer
{
    /// <summary>How a student learns from its teacher.</summary>
    public sealed class Options : DistillationOptions
    {
        /// <summary>The size of the student. Default <see cref="StudentShape.TinyBert4"/>.</summary>
        [Required]
        public StudentShape Student { get; set; } = StudentShape.TinyBert4;

        /// <summary>Rows to measure the student on, for its report and while it is trained; null for those of the teacher, if it has any.</summary>
        [MayDifferOnResume]
        public IDataView? ValidationSet { get; set; }

        /// <summary>Receives the state of the training a few times a second.</summary>
        [MayDifferOnResume]
        public IProgress<TrainingProgress>? Progress { get; set; }

        internal StageSettings Settings => new(ValidationSet, Progress, Threads, ResumePlace.Of(this), CancellationToken);

        internal Options Copy() => (Options)MemberwiseClone();
    }
}
