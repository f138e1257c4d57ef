using System.Globalization;

namespace MLNet.Compression;

/// <summary>The size of a BERT-class encoder whose layers are all alike, or of a static model, which has none (<see cref="StudentShape.Static"/>).</summary>
public record ModelShape
{
    private protected const string StaticName = "static";
    private const int RowsForMini = 10_000;
    private const int LeastMaxTokens = 3;
    private const int LeastVocabulary = 16;

    private readonly int? _embeddingSize;
    private readonly int? _maxTokens;
    private readonly int? _vocabularySize;
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

    /// <summary>A static model.</summary>
    private protected ModelShape(int dimensions, int hidden)
    {
        _ = BertShape.Static(vocabularySize: 1, dimensions, hidden);
        (Dimensions, HiddenSize) = (dimensions, hidden);
    }

    /// <summary>2 layers of 128 features, 2 heads, feed-forward 512: what few rows can teach from scratch (BERT-tiny).</summary>
    public static ModelShape Tiny { get; } = new(2, 128, 2, 512);

    /// <summary>4 layers of 256 features, 4 heads, feed-forward 1024: what can be trained from scratch on a CPU (BERT-mini).</summary>
    public static ModelShape Mini { get; } = new(4, 256, 4, 1024);

    /// <summary>Number of layers; 0 of a static model.</summary>
    public int Layers { get; }

    /// <summary>Features of every layer's input and output; of a static model those of its hidden layer, 0 for none.</summary>
    public int HiddenSize { get; }

    /// <summary>Features of a static model's vectors; 0 of one with layers.</summary>
    public int Dimensions { get; }

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

    /// <summary>
    /// Features of the embedding tables where they are narrower, or wider, than the layers, to which a projection then leads (factorised embeddings,
    /// ALBERT, Lan et al. 2020); null, the default, for <see cref="HiddenSize"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive, or the model is static.</exception>
    public int? EmbeddingSize
    {
        get => _embeddingSize;
        init => _embeddingSize = value is null || (value > 0 && Layers > 0) ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "The embedding size must be positive, or null; a static model has none beside its dimensions.");
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

    /// <summary>What a student of a size minimises where nothing else is asked for.</summary>
    internal static DistillationRecipe UsualRecipeOf(ModelShape? student) => student is { Layers: 0 } ? DistillationRecipe.Hinton(temperature: 1, alpha: 1) : DistillationRecipe.Joint;

    /// <summary>The usual shape of a model from scratch: <see cref="Tiny"/> for fewer than 10,000 rows, which leave a wider model at chance, else <see cref="Mini"/>.</summary>
    /// <param name="rows">Training rows.</param>
    internal static ModelShape UsualFor(int rows) => rows < RowsForMini ? Tiny : Mini;

    /// <summary>An encoder of this size that is like another one in all else.</summary>
    internal BertShape Beside(BertShape other) => Layers == 0 || other.IsStatic ? FromScratch(other.VocabularySize, other.MaxPositions) : Resized(other);

    /// <summary>The longest text of a model of this size, given that of another.</summary>
    internal int TokensBeside(int maxTokens) => Math.Min(MaxTokens ?? maxTokens, maxTokens);

    /// <summary>An encoder of this size that is like no other.</summary>
    /// <param name="vocabularySize">Pieces of the vocabulary.</param>
    /// <param name="maxTokens">The longest text in tokens.</param>
    internal BertShape FromScratch(int vocabularySize, int maxTokens)
    {
        var shape = Layers == 0
            ? BertShape.Static(vocabularySize, Dimensions, HiddenSize)
            : BertShape.Uniform(vocabularySize, Layers, HiddenSize, Heads, FeedForwardSize);
        return Layers == 0 ? shape with { MaxPositions = TokensBeside(maxTokens) } : Resized(shape with { MaxPositions = maxTokens });
    }

    private BertShape Resized(BertShape other) => Sharing.Apply(other with
    {
        HiddenSize = HiddenSize,
        EmbeddingSize = EmbeddingSize ?? HiddenSize,
        Layers = [.. Enumerable.Repeat(new LayerShape(Heads, HiddenSize / Heads, FeedForwardSize), Layers)],
        MaxPositions = TokensBeside(other.MaxPositions),
        TokenTypes = SegmentEmbeddings ? other.TokenTypes : 0,
    });

    /// <summary>"layers x hidden x heads x feed-forward", of a static model "static" with its dimensions and hidden layer, and what differs from the usual as name=value.</summary>
    public sealed override string ToString()
    {
        IEnumerable<int> sizes = Layers > 0 ? [Layers, HiddenSize, Heads, FeedForwardSize] : HiddenSize > 0 ? [Dimensions, HiddenSize] : [Dimensions];
        var size = (Layers > 0 ? "" : StaticName) + string.Join('x', sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)));
        return string.Join(' ', [size, .. ShapeText.Write(this)]);
    }
}
