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

    private static PartReport Embeddings(EmbeddingWeights embeddings) => Part(
        "embeddings",
        [("words", embeddings.Words), ("positions", embeddings.Positions), ("token types", embeddings.TokenTypes), ("projection", embeddings.Projection?.Weight)],
        [embeddings.Projection],
        [embeddings.Norm]);

    private static PartReport Head(CompressedModel model) => Part(
        "head",
        [("pooler", model.Pooler?.Weight), ("classifier", model.Classifier?.Weight)],
        [model.Pooler, model.Classifier],
        model.LanguageModel is { } decoder ? [decoder.Norm] : [],
        model.LanguageModel?.Bias.Length ?? 0);

    /// <summary>What is a layer's own, not an earlier one's too.</summary>
    private static PartReport Layer(int index, AttentionWeights? attention, FeedForwardWeights? feedForward)
    {
        (string Name, LinearWeights? Linear)[] linears =
        [
            ("query, key, value", attention?.QueryKeyValue), ("attention output", attention?.Output), ("intermediate", feedForward?.Intermediate), ("output", feedForward?.Output),
        ];
        LayerNormWeights?[] norms = [attention?.Norm, feedForward?.Norm];
        return Part($"layer {index + 1}", [.. linears.Select(linear => (linear.Name, linear.Linear?.Weight))], linears.Select(linear => linear.Linear), norms);
    }

    private static PartReport Part(
        string name, (string Name, WeightMatrix? Matrix)[] named, IEnumerable<LinearWeights?> linears, LayerNormWeights?[] norms, int otherBiases = 0)
    {
        var matrices = named.Where(each => each.Matrix is { Rows: > 0, Columns: > 0 }).Select(each => Report(each.Name, each.Matrix!)).ToArray();
        var weights = matrices.Sum(matrix => matrix.Weights);
        var bytes = named.Sum(each => each.Matrix?.SizeInBytes ?? 0);
        long others = otherBiases + linears.Sum(linear => linear?.Bias?.Length ?? 0) + norms.Sum(norm => norm?.Scale.Length + norm?.Shift.Length ?? 0);
        var zeros = matrices.Sum(matrix => matrix.Sparsity * matrix.Weights);
        return new PartReport(name, weights + others, bytes + (others * sizeof(float)), zeros / weights, weights > 0 ? bytes * 8.0 / weights : double.NaN) { Matrices = matrices };
    }

    private static MatrixReport Report(string name, WeightMatrix matrix) => new(name, matrix.Rows, matrix.Columns, matrix.SizeInBytes, matrix.Sparsity);
}
