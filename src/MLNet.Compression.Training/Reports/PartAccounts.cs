using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Training.Reports;

/// <summary>Divides a model's weights and bytes among its parts.</summary>
internal static class PartAccounts
{
    /// <summary>The parts; their bytes add up to <see cref="CompressedModel.SizeInBytes"/>.</summary>
    public static IReadOnlyList<PartReport> Of(CompressedModel model)
    {
        var parts = new List<PartReport> { Embeddings(model.Embeddings) };
        for (var i = 0; i < model.Layers.Count; i++)
        {
            var (ownAttention, ownFeedForward) = (model.Shape.AttentionSource(i) == i, model.Shape.FeedForwardSource(i) == i);
            if (ownAttention || ownFeedForward)
            {
                parts.Add(Layer(i, ownAttention ? model.Layers[i].Attention : null, ownFeedForward ? model.Layers[i].FeedForward : null));
            }
        }

        parts.Add(Head(model));
        parts.Add(new PartReport("vocabulary", 0, model.SizeInBytes - parts.Sum(part => part.Bytes), double.NaN, double.NaN));
        return parts;
    }

    private static PartReport Embeddings(EmbeddingWeights embeddings) =>
        Part("embeddings", [embeddings.Projection], [embeddings.Words, embeddings.Positions, embeddings.TokenTypes], [embeddings.Norm]);

    private static PartReport Head(CompressedModel model) => Part(
        "head", [model.Pooler, model.Classifier], [], model.LanguageModel is { } decoder ? [decoder.Norm] : [], model.LanguageModel?.Bias.Length ?? 0);

    /// <summary>What is a layer's own, not an earlier one's too.</summary>
    private static PartReport Layer(int index, AttentionWeights? attention, FeedForwardWeights? feedForward)
    {
        LayerNormWeights?[] norms = [attention?.Norm, feedForward?.Norm];
        return Part(
            $"layer {index + 1}", [attention?.QueryKeyValue, attention?.Output, feedForward?.Intermediate, feedForward?.Output], [], [.. norms.OfType<LayerNormWeights>()]);
    }

    private static PartReport Part(string name, LinearWeights?[] linears, WeightMatrix?[] tables, LayerNormWeights?[] norms, int otherBiases = 0)
    {
        var matrices = linears.Select(linear => linear?.Weight).Concat(tables).OfType<WeightMatrix>().ToArray();
        var weights = matrices.Sum(Count);
        var bytes = matrices.Sum(matrix => matrix.SizeInBytes);
        long others = otherBiases + linears.Sum(linear => linear?.Bias?.Length ?? 0) + norms.Sum(norm => norm?.Scale.Length + norm?.Shift.Length ?? 0);
        var zeros = matrices.Sum(matrix => matrix.Sparsity * Count(matrix));
        return new PartReport(name, weights + others, bytes + (others * sizeof(float)), zeros / weights, weights > 0 ? bytes * 8.0 / weights : double.NaN);
    }

    private static long Count(WeightMatrix matrix) => (long)matrix.Rows * matrix.Columns;
}
