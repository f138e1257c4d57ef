using System.Globalization;

namespace MLNet.Compression;

/// <summary>The size of a BERT-class encoder whose layers are all alike.</summary>
public record ModelShape
{
    private const int RowsForMini = 10_000;
    private const int LeastVocabulary = 16;

    private readonly int? _vocabularySize;

    /// <param name="layers">Number of layers.</param>
    /// <param name="hiddenSize">Features of every layer's input and output; a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">Attention heads of each layer.</param>
    /// <param name="feedForwardSize">Features between the two feed-forward matrices; usually four times the hidden size.</param>
    /// <exception cref="ArgumentException">A size is not positive, or the hidden size no multiple of the heads.</exception>
    public ModelShape(int layers, int hiddenSize, int heads, int feedForwardSize)
    {
        _ = BertShape.Uniform(vocabularySize: 1, layers, hiddenSize, heads, feedForwardSize);
        Layers = layers;
        HiddenSize = hiddenSize;
        Heads = heads;
        FeedForwardSize = feedForwardSize;
    }

    /// <summary>2 layers of 128 features, 2 heads, feed-forward 512: what few rows can teach from scratch (BERT-tiny).</summary>
    public static ModelShape Tiny { get; } = new(2, 128, 2, 512);

    /// <summary>4 layers of 256 features, 4 heads, feed-forward 1024: what can be trained from scratch on a CPU (BERT-mini).</summary>
    public static ModelShape Mini { get; } = new(4, 256, 4, 1024);

    /// <summary>Number of layers.</summary>
    public int Layers { get; }

    /// <summary>Features of every layer's input and output.</summary>
    public int HiddenSize { get; }

    /// <summary>Attention heads of each layer.</summary>
    public int Heads { get; }

    /// <summary>Features between the two feed-forward matrices.</summary>
    public int FeedForwardSize { get; }

    /// <summary>
    /// The most pieces of the model's vocabulary. Null, the default, for the teacher's vocabulary, or from scratch for as many pieces as the trainer's options say.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 16.</exception>
    public int? VocabularySize
    {
        get => _vocabularySize;
        init => _vocabularySize = value is null or >= LeastVocabulary
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A vocabulary has at least 16 pieces, five special ones among them; thousands are usual.");
    }

    /// <summary>The usual shape of a model from scratch: <see cref="Tiny"/> for fewer than 10,000 rows, which leave a wider model at chance, else <see cref="Mini"/>.</summary>
    /// <param name="rows">Training rows.</param>
    internal static ModelShape UsualFor(int rows) => rows < RowsForMini ? Tiny : Mini;

    /// <summary>An encoder of this size that is like another one in all else.</summary>
    internal BertShape Beside(BertShape other) => other with
    {
        HiddenSize = HiddenSize,
        EmbeddingSize = HiddenSize,
        Layers = [.. Enumerable.Repeat(new LayerShape(Heads, HiddenSize / Heads, FeedForwardSize), Layers)],
        WeightsOfLayer = [],
    };

    /// <summary>"layers x hidden x heads x feed-forward", and the size of a vocabulary of its own.</summary>
    public sealed override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Layers}x{HiddenSize}x{Heads}x{FeedForwardSize}{(VocabularySize is { } pieces ? $" vocabulary={pieces}" : "")}");
}
