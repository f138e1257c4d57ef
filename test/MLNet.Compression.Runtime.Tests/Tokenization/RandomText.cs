using System.Text;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>Makes texts of the characters that tokenizers get wrong.</summary>
internal sealed class RandomText(int seed)
{
    private static readonly string[] _words =
        ["the", "The", "unaffable", "embeddings", "tokenization", "x", "2024", "caf\u00E9", "Stra\u00DFe", "abcdefghijklmnop", "internationalization"];

    private static readonly string[] _odd =
    [
        "\u0301", "\u0000", "\u000B", "\u0085", "\u00AD", "\u200B", "\uFEFF", "\uFFFD", "\u00A0", "\u3000", "\u2028", "\t", "\n", "\r",
        "\u4E2D", "\uAC01", "\uD55C", "\u0130", "\u03A3", "\u2260", "\uD83D\uDE00", "\uD800", "\uDC00", "\U00020000", "\u0938\u093F", "\u1E69",
        "\uFB01", "\u20AC", "##", "[SEP]", "\u2014", "\u0E01\u0E33", "\u302E", "\u1B44", "\u0323", "\U0001D15E", "\u007F", "\u00FF", "\u0100", "\uFFFF",
    ];

    private readonly Random _random = new(seed);

    /// <summary>A text of at least so many characters.</summary>
    /// <param name="length">The number.</param>
    /// <param name="oddShare">How much of it is odd, in 0 .. 1.</param>
    public string Next(int length, double oddShare)
    {
        var text = new StringBuilder();
        while (text.Length < length)
        {
            text.Append(_random.NextDouble() < oddShare ? Pick(_odd) : NextPlain());
        }

        return text.ToString();
    }

    private string NextPlain() => _random.Next(8) switch
    {
        0 => Pick(_words),
        1 => new string((char)('a' + _random.Next(26)), _random.Next(1, 120)),
        2 => ((char)_random.Next(0x20, 0x7F)).ToString(),
        3 or 4 => " ",
        _ => string.Concat(Enumerable.Range(0, _random.Next(1, 20)).Select(_ => (char)('a' + _random.Next(26)))),
    };

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
