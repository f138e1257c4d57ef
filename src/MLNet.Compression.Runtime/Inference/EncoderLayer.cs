using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>One transformer layer ready to run; each half may be another layer's too.</summary>
/// <param name="attention">The first half.</param>
/// <param name="feedForward">The second half.</param>
internal sealed class EncoderLayer(AttentionLayer attention, FeedForwardLayer feedForward)
{
    public AttentionLayer Attention { get; } = attention;

    public FeedForwardLayer FeedForward { get; } = feedForward;

    /// <summary>All after attention, which looks at each token alone.</summary>
    /// <param name="hidden">The layer's input, overwritten by its output [tokens x hidden size].</param>
    /// <param name="context">What attention left in place of the queries [tokens x projection size].</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <param name="integers">Receives the output in integers.</param>
    /// <returns>The output in both forms.</returns>
    public LinearInput Finish(MatrixView hidden, MatrixView context, Workspace workspace, QuantizedRows integers) =>
        FeedForward.Forward(Attention.Finish(hidden, context, workspace, FeedForward.InputFormat), hidden, workspace, integers);
}
