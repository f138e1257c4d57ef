using System.Collections.Immutable;

namespace MLNet.Compression;

/// <summary>The sizes and settings of a BERT-class encoder, without its weights.</summary>
public sealed record BertShape
{
    /// <summary>Rows of the word-embedding table.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Features of every layer's input and output.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Features of the embedding tables; smaller than <see cref="HiddenSize"/> where embeddings are factorised (ALBERT).</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>The layers, first to last; none in a static model (<see cref="Static"/>).</summary>
    public required ImmutableArray<LayerShape> Layers { get; init; }

    /// <summary>For each layer the index of the first layer whose attention it uses: queries, keys, values, output and layer norm; empty where no layer shares them.</summary>
    public ImmutableArray<int> AttentionOfLayer { get; init; } = [];

    /// <summary>For each layer the index of the first layer whose feed-forward network it uses, with its layer norm; empty where no layer shares it.</summary>
    public ImmutableArray<int> FeedForwardOfLayer { get; init; } = [];

    /// <summary>The longest sequence, special tokens included.</summary>
    public int MaxPositions { get; init; } = 512;

    /// <summary>Number of token types (segments); 0 where the model has none (DistilBERT).</summary>
    public int TokenTypes { get; init; } = 2;

    /// <summary>The feed-forward non-linearity.</summary>
    public ActivationFunction Activation { get; init; } = ActivationFunction.Gelu;

    /// <summary>What is added to the variance in every layer norm.</summary>
    public float LayerNormEpsilon { get; init; } = 1e-12f;

    /// <summary>What the classifier reads of the tokens.</summary>
    public PoolerKind Pooler { get; init; } = PoolerKind.Tanh;

    /// <summary>Whether a projection leads from the embeddings to the first layer.</summary>
    public bool HasEmbeddingProjection => !IsStatic && EmbeddingSize != HiddenSize;

    /// <summary>Whether the model has no layers: a vector for each piece, and their mean over the text.</summary>
    internal bool IsStatic => Layers.IsDefaultOrEmpty;

    /// <summary>Whether the head of a model with layers reads the mean over its tokens' last states.</summary>
    internal bool ReadsMeanOfStates => !IsStatic && Pooler == PoolerKind.Mean;

    /// <summary>Whether a linear layer stands before the classifier.</summary>
    internal bool HasPooler => Pooler is not (PoolerKind.None or PoolerKind.Mean);

    /// <summary>Features of what leaves the encoder: of a layer's output, or of a static model's vectors.</summary>
    internal int StateSize => IsStatic ? EmbeddingSize : HiddenSize;

    /// <summary>The layer whose attention layer <paramref name="layer"/> uses: itself unless shared.</summary>
    /// <param name="layer">A layer, from 0.</param>
    public int AttentionSource(int layer) => AttentionOfLayer.IsDefaultOrEmpty ? layer : AttentionOfLayer[layer];

    /// <summary>The layer whose feed-forward network layer <paramref name="layer"/> uses: itself unless shared.</summary>
    /// <param name="layer">A layer, from 0.</param>
    public int FeedForwardSource(int layer) => FeedForwardOfLayer.IsDefaultOrEmpty ? layer : FeedForwardOfLayer[layer];

    /// <summary>The shape with whole layers that share their weights.</summary>
    /// <param name="sources">For each layer the index of the first layer whose weights it uses; empty where no layer shares any.</param>
    internal BertShape WithLayersOf(params ImmutableArray<int> sources) => this with { AttentionOfLayer = sources, FeedForwardOfLayer = sources };

    /// <summary>A model without layers, positions and token types: the mean of the vectors of a text's tokens, maybe a hidden layer with ReLU, a classifier.</summary>
    /// <param name="vocabularySize">Rows of the table of vectors.</param>
    /// <param name="dimensions">Features of a vector.</param>
    /// <param name="hidden">Features of the hidden layer; 0 for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or <paramref name="hidden"/> is negative.</exception>
    public static BertShape Static(int vocabularySize, int dimensions, int hidden = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabularySize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        ArgumentOutOfRangeException.ThrowIfNegative(hidden);
        return new BertShape
        {
            VocabularySize = vocabularySize,
            HiddenSize = hidden > 0 ? hidden : dimensions,
            EmbeddingSize = dimensions,
            Layers = [],
            TokenTypes = 0,
            Pooler = hidden > 0 ? PoolerKind.MeanRelu : PoolerKind.Mean,
        };
    }

    /// <summary>A shape whose layers are all alike.</summary>
    /// <param name="vocabularySize">Rows of the word-embedding table.</param>
    /// <param name="layers">Number of layers.</param>
    /// <param name="hiddenSize">Features of every layer's input and output; a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Attention heads of each layer.</param>
    /// <param name="feedForwardSize">Features between the feed-forward matrices.</param>
    /// <exception cref="ArgumentException">The hidden size is not a multiple of the heads, or a size is not positive.</exception>
    public static BertShape Uniform(int vocabularySize, int layers, int hiddenSize, int heads, int feedForwardSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabularySize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(layers);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(hiddenSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(heads);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(feedForwardSize);
        if (hiddenSize % heads != 0)
        {
            throw new ArgumentException($"The hidden size {hiddenSize} is not a multiple of the {heads} attention heads.", nameof(hiddenSize));
        }

        return new BertShape
        {
            VocabularySize = vocabularySize,
            HiddenSize = hiddenSize,
            EmbeddingSize = hiddenSize,
            Layers = [.. Enumerable.Repeat(new LayerShape(heads, hiddenSize / heads, feedForwardSize), layers)],
        };
    }
}
