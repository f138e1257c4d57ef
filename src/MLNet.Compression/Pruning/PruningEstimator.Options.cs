using Microsoft.ML;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

public sealed partial class PruningEstimator
{
    /// <summary>How a model is pruned.</summary>
    public sealed class Options : PruningOptions, IStageOptions
    {
        /// <summary>Rows to measure the model on, for its report and while it is trained; null for those of the stage before, if it has any.</summary>
        [MayDifferOnResume]
        public IDataView? ValidationSet { get; set; }

        /// <summary>The seed; null, the default, for that of the stage before.</summary>
        [MayDifferOnResume]
        public int? Seed { get; set; }
    }
}
