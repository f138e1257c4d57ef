using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>What has been read of a model file so far.</summary>
internal sealed class ModelParts
{
    /// <summary>The names of what a reader must know.</summary>
    public List<string> Features { get; } = [];

    public BertShape? Shape { get; set; }

    public Vocabulary? Vocabulary { get; set; }

    public TokenizerOptions? Tokenizer { get; set; }

    /// <summary>What splits words into pieces; null for WordPiece.</summary>
    public SubwordModel? Subwords { get; set; }

    public int MaxTokens { get; set; }

    public IReadOnlyList<string> Labels { get; set; } = [];

    /// <summary>The ranges of the inputs of linear layers, in the order of the layers, that no layer has taken yet.</summary>
    public Queue<InputClip> Clips { get; } = [];

    public EmbeddingWeights? Embeddings { get; set; }

    public IReadOnlyList<LayerWeights> Layers { get; set; } = [];

    public LinearWeights? Pooler { get; set; }

    public LinearWeights? Classifier { get; set; }

    /// <summary>The head that the file names; null where it names none.</summary>
    public HeadDefinition? NamedHead { get; set; }

    /// <summary>The head: a classifier where the file names none, or a regression if there are no classes, as older files have it.</summary>
    public HeadDefinition Head => NamedHead ?? HeadDefinition.Of(Labels.Count == 0 ? HeadKind.Regression : HeadKind.Sequence);

    public LanguageModelWeights? LanguageModel { get; set; }

    /// <summary>Whether biases and layer norms are in fp16.</summary>
    public bool HasHalfVectors => Features.Contains(VectorFeatures.Half);

    /// <summary>Whether a kind of tokenizer is among the features whose section was not there.</summary>
    private bool LacksSubwords => Subwords is null && Features.Exists(SubwordsSection.Kinds.Contains);

    /// <exception cref="ArgumentException">The parts do not fit each other.</exception>
    public CompressedModel ToModel() => LacksSubwords ? throw new ArgumentException("A kind of tokenizer is among the features, but the file has nothing of it.")
        : new CompressedModel(Shape!, Embeddings!, Layers, Pooler, Classifier, Labels, Vocabulary!, Tokenizer!, MaxTokens, Head.Kind, LanguageModel, Subwords, HasHalfVectors);
}
