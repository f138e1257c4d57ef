using System.ComponentModel.DataAnnotations;
using Microsoft.ML;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

public sealed partial class QuickPruningEstimator
{
    /// <summary>How a model is pruned without training.</summary>
    public sealed class Options : QuickPruningOptions, IStageOptions
    {
        /// <summary>Rows to measure the model on, for its report; null for those of the stage before, if it has any.</summary>
        [MayDifferOnResume]
        public IDataView? ValidationSet { get; set; }

        /// <summary>The seed of the sample; null, the default, for that of the stage before.</summary>
        [MayDifferOnResume]
        public int? Seed { get; set; }

        /// <summary>Hears how far the pruning is; null, the default, for nobody.</summary>
        [MayDifferOnResume]
        public IProgress<TrainingProgress>? Progress { get; set; }

        /// <summary>Threads to use, the caller's included; 0, the default, for all processors.</summary>
        [Range(0, 1024)]
        [MayDifferOnResume]
        public int Threads { get; set; }

        /// <summary>Stops this stage and those before it.</summary>
        [MayDifferOnResume]
        public CancellationToken CancellationToken { get; set; }

        internal Options Copied() => (Options)MemberwiseClone();
    }
}
