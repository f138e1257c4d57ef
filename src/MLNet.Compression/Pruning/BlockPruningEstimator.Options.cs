using Microsoft.ML;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

public sealed partial class BlockPruningEstimator
{
    /// <summary>How a model is pruned.</summary>
    public sealed class Options : BlockPruningOptions
    {
        /// <summary>Rows to measure the model on, for its report and while it is trained; null for those of the stage before, if it has any.</summary>
        [MayDifferOnResume]
        public IDataView? ValidationSet { get; set; }

        /// <summary>Receives the state of the training a few times a second.</summary>
        [MayDifferOnResume]
        public IProgress<TrainingProgress>? Progress { get; set; }

        internal StageSettings Settings => new(ValidationSet, Progress, Threads, ResumePlace.Of(this), CancellationToken);

        internal Options Copy() => (Options)MemberwiseClone();
    }
}
