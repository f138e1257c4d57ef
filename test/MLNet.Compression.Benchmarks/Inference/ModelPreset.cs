namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>A model whose speed is known of other engines.</summary>
internal sealed record ModelPreset(string Name, BertShape Shape)
{
    private const int VocabularySize = 30_522;

    public static IReadOnlyList<ModelPreset> Catalog { get; } =
    [
        new("tinybert4", BertShape.Uniform(VocabularySize, layers: 4, hiddenSize: 312, heads: 12, feedForwardSize: 1200)),
        new("minilm6", BertShape.Uniform(VocabularySize, layers: 6, hiddenSize: 384, heads: 12, feedForwardSize: 1536)),
        new("bert2x128", BertShape.Uniform(VocabularySize, layers: 2, hiddenSize: 128, heads: 2, feedForwardSize: 512)),
        new("bert4x128", BertShape.Uniform(VocabularySize, layers: 4, hiddenSize: 128, heads: 2, feedForwardSize: 512)),
    ];
}
