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

        /// <summary>
        /// A fitted text model, or a fitted or loaded chain with one, that guides the stage as teacher 0; null, the default, for the teacher of the stages before,
        /// which a model that was saved and loaded has no more. It needs the model's pieces and its classes.
        /// </summary>
        [MayDifferOnResume]
        public ITransformer? Teacher { get; set; }
    }
}
