using System.Globalization;

namespace MLNet.Compression;

/// <summary>The size of a student: a known one, or any other.</summary>
public sealed record StudentShape : ModelShape
{
    private static readonly Dictionary<string, StudentShape> _known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["tinybert4"] = new(4, 312, 12, 1200),
        ["tinybert6"] = new(6, 768, 12, 3072),
        ["minilm3"] = new(3, 384, 12, 1536),
        ["minilm6"] = new(6, 384, 12, 1536),
    };

    /// <inheritdoc/>
    public StudentShape(int layers, int hiddenSize, int heads, int feedForwardSize)
        : base(layers, hiddenSize, heads, feedForwardSize)
    {
    }

    private StudentShape(int dimensions, int hidden)
        : base(dimensions, hidden)
    {
    }

    /// <summary>A static student: a vector for each piece, their mean over the text, maybe a hidden layer with ReLU, a classifier. No layers, so it learns from predictions and labels alone.</summary>
    /// <remarks>Its vectors start from the teacher's (<see cref="StudentInitialization.StaticVectors"/>) and are learnt. A text is scored in microseconds.</remarks>
    /// <param name="dimensions">Features of a vector.</param>
    /// <param name="vocabulary">The most pieces of a vocabulary of its own (<see cref="ModelShape.VocabularySize"/>); null, the default, for its teacher's.</param>
    /// <param name="hidden">Features of the hidden layer; 0, the default, for none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimensions"/> is not positive, <paramref name="vocabulary"/> is below 16, or <paramref name="hidden"/> is negative.</exception>
    public static StudentShape Static(int dimensions, int? vocabulary = null, int hidden = 0) => new(dimensions, hidden) { VocabularySize = vocabulary };

    /// <summary>TinyBERT with 4 layers of 312 features, 12 heads, feed-forward 1200.</summary>
    public static StudentShape TinyBert4 => _known["tinybert4"];

    /// <summary>TinyBERT with 6 layers of 768 features, 12 heads, feed-forward 3072.</summary>
    public static StudentShape TinyBert6 => _known["tinybert6"];

    /// <summary>Half of MiniLM-L6: 3 layers of 384 features, 12 heads, feed-forward 1536.</summary>
    public static StudentShape MiniLM3 => _known["minilm3"];

    /// <summary>MiniLM with 6 layers of 384 features, 12 heads, feed-forward 1536.</summary>
    public static StudentShape MiniLM6 => _known["minilm6"];

    /// <summary>Reads a shape.</summary>
    /// <param name="text">
    /// A name, such as "tinybert4", "layers x hidden x heads x feed-forward", such as "4x312x12x1200", or a static one with its dimensions and maybe its
    /// hidden layer, such as "static256" or "static256x64"; behind it what is not as usual, such as
    /// "4x312x12x1200 embedding=128 sharing=attention segments=no tokens=128".
    /// </param>
    /// <exception cref="FormatException">It is neither; the message says what is allowed.</exception>
    public static StudentShape Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (StudentShape)ShapeText.Read(ParseSizes(string.Join(' ', parts.Where(part => !part.Contains('=', StringComparison.Ordinal)))), parts.Where(part => part.Contains('=', StringComparison.Ordinal)));
    }

    /// <summary>The features of the word embeddings.</summary>
    internal int EmbeddingWidth => EmbeddingSize ?? HiddenSize;

    /// <summary>The same with another number of layers.</summary>
    internal StudentShape WithLayers(int layers) => new StudentShape(layers, HiddenSize, Heads, FeedForwardSize).Like(this);

    /// <summary>This size with all else of another shape; what its layers share only where they are as many.</summary>
    internal StudentShape Like(StudentShape other) => this with
    {
        VocabularySize = other.VocabularySize,
        EmbeddingSize = other.EmbeddingSize,
        Sharing = Layers == other.Layers ? other.Sharing : LayerSharing.None,
        SegmentEmbeddings = other.SegmentEmbeddings,
        MaxTokens = other.MaxTokens,
    };

    private static StudentShape ParseSizes(string text)
    {
        if (_known.TryGetValue(text, out var known))
        {
            return known;
        }

        var isStatic = text.AsSpan().Trim().StartsWith(StaticName, StringComparison.OrdinalIgnoreCase);
        return (isStatic, SizesOf(isStatic ? text.Trim()[StaticName.Length..] : text)) switch
        {
            (true, [> 0 and var dimensions]) => Static(dimensions),
            (true, [> 0 and var dimensions, > 0 and var hidden]) => Static(dimensions, hidden: hidden),
            (false, [> 0, > 0, > 0, > 0] and var sizes) when sizes[1] % sizes[2] == 0 => new StudentShape(sizes[0], sizes[1], sizes[2], sizes[3]),
            _ => throw new FormatException(
                $"'{text}' is no shape. Allowed are {string.Join(", ", _known.Keys)}, LAYERSxHIDDENxHEADSxFEEDFORWARD such as 4x312x12x1200, of positive numbers with HIDDEN a multiple of HEADS, and staticDIMENSIONS or staticDIMENSIONSxHIDDEN such as static256 and static256x64; behind it {ShapeText.Names}, such as embedding=128."),
        };
    }

    private static int[] SizesOf(string text) =>
    [
        .. text.Split('x', 'X').Select(part =>
            int.TryParse(part, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var size) ? size : 0),
    ];
}
