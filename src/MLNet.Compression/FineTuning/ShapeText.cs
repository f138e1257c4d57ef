using System.Globalization;

namespace MLNet.Compression;

/// <summary>What a shape has beside its four sizes, as name=value.</summary>
internal sealed class ShapeText
{
    private static readonly ShapeText[] _all =
    [
        new("vocabulary", shape => Of(shape.VocabularySize), (shape, value) => shape with { VocabularySize = NumberOf(value) }),
        new("embedding", shape => Of(shape.EmbeddingSize), (shape, value) => shape with { EmbeddingSize = NumberOf(value) }),
        new("sharing", shape => shape.Sharing == LayerSharing.None ? null : shape.Sharing.ToString(), (shape, value) => shape with { Sharing = LayerSharing.Parse(value) }),
        new("segments", shape => shape.SegmentEmbeddings ? null : "no", (shape, value) => shape with { SegmentEmbeddings = IsYes(value) }),
        new("tokens", shape => Of(shape.MaxTokens), (shape, value) => shape with { MaxTokens = NumberOf(value) }),
    ];

    private readonly string _name;
    private readonly Func<ModelShape, string?> _text;
    private readonly Func<ModelShape, string, ModelShape> _with;

    private ShapeText(string name, Func<ModelShape, string?> text, Func<ModelShape, string, ModelShape> with) => (_name, _text, _with) = (name, text, with);

    /// <summary>All names.</summary>
    public static string Names => string.Join(", ", _all.Select(part => part._name));

    /// <summary>The parts of a shape that differ from the usual.</summary>
    public static IEnumerable<string> Write(ModelShape shape) =>
        _all.Select(part => (part._name, Text: part._text(shape))).Where(part => part.Text is not null).Select(part => $"{part._name}={part.Text}");

    /// <summary>A shape with parts.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="parts">Texts as <see cref="Write"/> gives them.</param>
    /// <exception cref="FormatException">A part is no such text.</exception>
    public static ModelShape Read(ModelShape shape, IEnumerable<string> parts) => parts.Aggregate(shape, Read);

    private static ModelShape Read(ModelShape shape, string part)
    {
        var separator = part.IndexOf('=', StringComparison.Ordinal);
        var known = Array.Find(_all, one => part.AsSpan(0, separator).Equals(one._name, StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"'{part}' is no part of a shape. Allowed are {Names}.");
        try
        {
            return known._with(shape, part[(separator + 1)..]);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"'{part}' is no part of this shape: {e.Message}", e);
        }
    }

    private static string? Of(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static int NumberOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number : throw new FormatException($"'{text}' is no number.");

    private static bool IsYes(string text) => text.ToUpperInvariant() switch
    {
        "YES" => true,
        "NO" => false,
        _ => throw new FormatException($"'{text}' is neither yes nor no."),
    };
}
