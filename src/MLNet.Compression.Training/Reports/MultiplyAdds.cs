using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Training.Reports;

/// <summary>Multiplications and additions that a token costs.</summary>
internal static class MultiplyAdds
{
    /// <summary>Those of the weights that are not zero: in every layer as often as it runs, and in the projection of embeddings. Attention scores, which grow with the text, and the head, which most tasks apply to one token, are left out.</summary>
    public static long OfToken(CompressedModel model) =>
        NonZero(model.Embeddings.Projection) + model.Layers.Sum(layer =>
            NonZero(layer.Attention.QueryKeyValue) + NonZero(layer.Attention.Output) + NonZero(layer.FeedForward.Intermediate) + NonZero(layer.FeedForward.Output));

    private static long NonZero(LinearWeights? linear) => linear is null ? 0 : (long)Math.Round((1 - linear.Weight.Sparsity) * linear.Weight.Rows * linear.Weight.Columns);
}
