namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>A model of a well-known shape.</summary>
/// <param name="Name">What options and tables call it.</param>
/// <param name="GraphName">What the names of its ONNX files begin with.</param>
/// <param name="Shape">Its sizes.</param>
internal sealed record ModelPreset(string Name, string GraphName, BertShape Shape)
{
    /// <summary>Pieces of BERT's uncased vocabulary.</summary>
    public const int VocabularySize = 30_522;

    public static IReadOnlyList<ModelPreset> Catalog { get; } =
    [
        new("tinybert4", "tiny4", BertShape.Uniform(VocabularySize, layers: 4, hiddenSize: 312, heads: 12, feedForwardSize: 1200)),
        new("minilm6", "minilm6", BertShape.Uniform(VocabularySize, layers: 6, hiddenSize: 384, heads: 12, feedForwardSize: 1536)),
        new("bert2x128", "bert2_128", BertShape.Uniform(VocabularySize, layers: 2, hiddenSize: 128, heads: 2, feedForwardSize: 512)),
        new("bert4x128", "bert4_128", BertShape.Uniform(VocabularySize, layers: 4, hiddenSize: 128, heads: 2, feedForwardSize: 512)),
        new("base", "base", BertShape.Uniform(VocabularySize, layers: 12, hiddenSize: 768, heads: 12, feedForwardSize: 3072)),
        new("static256", "static256", BertShape.Static(VocabularySize, dimensions: 256, hidden: 128)),
        new("static64", "static64", BertShape.Static(VocabularySize, dimensions: 64, hidden: 64)),
    ];
}
