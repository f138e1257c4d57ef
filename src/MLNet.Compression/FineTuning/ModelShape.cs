using System.Globalization;

namespace MLNet.Compression;

/// <summary>The size of a BERT-class encoder whose layers are all alike.</summary>
public record ModelShape
{
    private const int RowsForMini = 10_000;
    private const int LeastMaxTokens = 3;

    private readonly int? _embeddingSize;
    private readonly int? _maxTokens;
    private readonly LayerSharing _sharing = LayerSharing.None;

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
    /// Features of the embedding tables where they are narrower, or wider, than the layers, to which a projection then leads (factorised embeddings,
    /// ALBERT, Lan et al. 2020); null, the default, for <see cref="HiddenSize"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int? EmbeddingSize
    {
        get => _embeddingSize;
        init => _embeddingSize = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The embedding size must be positive, or null.");
    }

    /// <summary>Which weights the layers have in common. Default <see cref="LayerSharing.None"/>.</summary>
    /// <exception cref="ArgumentException">There are more groups than layers.</exception>
    public LayerSharing Sharing
    {
        get => _sharing;
        init => _sharing = (value ?? throw new ArgumentNullException(nameof(value))).For(Layers);
    }

    /// <summary>
    /// Whether the model adds an embedding of each token's segment, the first or second text of a pair. Without it a pair is told apart by [SEP] alone.
    /// Default true; a student whose teacher has none has none either.
    /// </summary>
    public bool SegmentEmbeddings { get; init; } = true;

    /// <summary>
    /// The longest text in tokens, special ones included, and so the rows of the position table; longer texts are cut. Null, the default, for a table of
    /// the teacher's or of the trainer's MaxTokens. A student reads at most what its teacher reads.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 3.</exception>
    public int? MaxTokens
    {
        get => _maxTokens;
        init => _maxTokens = value is null or >= LeastMaxTokens ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A text has at least 3 tokens: [CLS], one of its own and [SEP].");
    }

    /// <summary>The usual shape of a model from scratch: <see cref="Tiny"/> for fewer than 10,000 rows, which leave a wider model at chance, else <see cref="Mini"/>.</summary>
    /// <param name="rows">Training rows.</param>
    internal static ModelShape UsualFor(int rows) => rows < RowsForMini ? Tiny : Mini;

    /// <summary>An encoder of this size that is like another one in all else.</summary>
    internal BertShape Beside(BertShape other) => Sharing.Apply(other with
    {
        HiddenSize = HiddenSize,
        EmbeddingSize = EmbeddingSize ?? HiddenSize,
        Layers = [.. Enumerable.Repeat(new LayerShape(Heads, HiddenSize / Heads, FeedForwardSize), Layers)],
        MaxPositions = TokensBeside(other.MaxPositions),
        TokenTypes = SegmentEmbeddings ? other.TokenTypes : 0,
    });

    /// <summary>The longest text of a model of this size, given that of another.</summary>
    internal int TokensBeside(int maxTokens) => Math.Min(MaxTokens ?? maxTokens, maxTokens);

    /// <summary>"layers x hidden x heads x feed-forward", and what differs from the usual as name=value.</summary>
    public sealed override string ToString() =>
        string.Join(' ', [string.Create(CultureInfo.InvariantCulture, $"{Layers}x{HiddenSize}x{Heads}x{FeedForwardSize}"), .. ShapeText.Write(this)]);
}
