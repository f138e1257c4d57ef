using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.Embeddings;

/// <summary>A form of an embedding model that is made of a checkpoint without training.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Make">Makes it.</param>
internal sealed record VectorForm(string Name, Func<MLContext, string, IDataView, TextModelTransformer> Make)
{
    public static IReadOnlyList<VectorForm> All { get; } =
    [
        new("fp32", (ml, folder, rows) => Whole(ml, folder, rows, EmbeddingPooling.Mean)),
        new("int8", (ml, folder, rows) => (TextModelTransformer)Whole(ml, folder, rows, EmbeddingPooling.Mean).Quantize()),
        new("4 bits, embeddings int8", (ml, folder, rows) => (TextModelTransformer)Whole(ml, folder, rows, EmbeddingPooling.Mean).Quantize(QuantizationScheme.LearnedStep(4), QuantizationScheme.Int8)),
        new("fp32, first token", (ml, folder, rows) => Whole(ml, folder, rows, EmbeddingPooling.FirstToken)),
    ];

    private static TextModelTransformer Whole(MLContext ml, string folder, IDataView rows, EmbeddingPooling pooling) =>
        ml.Transforms.Text.TextEmbedding(folder, pooling: pooling, normalize: true).Fit(rows);
}
