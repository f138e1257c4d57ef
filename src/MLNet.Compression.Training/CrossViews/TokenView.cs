using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.CrossViews;

/// <summary>What of a batch's tokens the encoder gets to read.</summary>
internal abstract class TokenView
{
    /// <summary>As many sequences as the batch has, each of a row's special tokens and some of its words.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="step">The step; what is random differs from step to step, and does not depend on how a step is split into batches.</param>
    public abstract TokenBatch Of(TrainingBatch batch, long step);
}
