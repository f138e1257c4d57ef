using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Scoring;

namespace MLNet.Compression.Quantization;

/// <summary>The transformer of a model in whatever number format.</summary>
internal static class FittedTransformer
{
    public static TextModelTransformer Of(FittedParts parts) => IsFullPrecision(parts.Model) ? new FullPrecisionTransformer(parts) : new QuantizationTransformer(parts);

    private static bool IsFullPrecision(CompressedModel model)
    {
        WeightMatrix[] matrices =
        [
            model.Embeddings.Words, .. model.Classifier is { } classifier ? [classifier.Weight] : (WeightMatrix[])[],
            .. model.Layers.SelectMany(layer => layer.Linears).Select(linear => linear.Weight),
        ];
        return matrices.All(matrix => matrix is EmptyMatrix || matrix.Features.Last() == FloatRows.StoredAs.Name);
    }
}
