using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Files;

/// <summary>What has been read of a model file so far.</summary>
internal sealed class ModelParts
{
    public BertShape? Shape { get; set; }

    public Vocabulary? Vocabulary { get; set; }

    public TokenizerOptions? Tokenizer { get; set; }

    public int MaxTokens { get; set; }

    public IReadOnlyList<string> Labels { get; set; } = [];

    public EmbeddingWeights? Embeddings { get; set; }

    public IReadOnlyList<LayerWeights> Layers { get; set; } = [];

    public LinearWeights? Pooler { get; set; }

    public LinearWeights? Classifier { get; set; }

    /// <exception cref="ArgumentException">The parts do not fit each other.</exception>
    public CompressedModel ToModel() =>
        new(Shape!, Embeddings!, Layers, Pooler, Classifier!, Labels, Vocabulary!, Tokenizer!, MaxTokens);
}
