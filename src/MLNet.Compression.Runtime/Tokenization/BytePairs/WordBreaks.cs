using System.Globalization;
using System.Text;

namespace MLNet.Compression.Runtime.Tokenization.BytePairs;

/// <summary>Splits text into words as GPT-2 does it: with the space before each; English endings such as 's, letters, digits, and all else apart.</summary>
/// <remarks>That is the regular expression <c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c>, on code points.</remarks>
internal static class WordBreaks
{
    private static readonly string[] _endings = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    private enum Kind
    {
        Space,
        Letter,
        Number,
        Other,
    }

    /// <summary>UTF-16 code units of the first word of a text.</summary>
    /// <param name="text">The text; not empty.</param>
    public static int FirstLength(ReadOnlySpan<char> text)
    {
        foreach (var ending in _endings)
        {
            if (text.StartsWith(ending, StringComparison.Ordinal))
            {
                return ending.Length;
            }
        }

        var start = text[0] == ' ' && text.Length > 1 ? 1 : 0;
        var kind = KindAt(text[start..], out _);
        if (kind == Kind.Space)
        {
            return SpaceLength(text);
        }

        return start + RunLength(text[start..], kind, out _);
    }

    /// <summary>White space up to the last one before a word, which belongs to the word, or is a word itself if it stands alone.</summary>
    private static int SpaceLength(ReadOnlySpan<char> text)
    {
        var length = RunLength(text, Kind.Space, out var last);
        return length == text.Length || length == last ? length : length - last;
    }

    private static int RunLength(ReadOnlySpan<char> text, Kind kind, out int last)
    {
        var length = last = 0;
        while (length < text.Length && KindAt(text[length..], out var units) == kind)
        {
            last = units;
            length += units;
        }

        return length;
    }

    private static Kind KindAt(ReadOnlySpan<char> text, out int units)
    {
        _ = Rune.DecodeFromUtf16(text, out var rune, out units);
        return Rune.IsWhiteSpace(rune) ? Kind.Space : Rune.GetUnicodeCategory(rune) switch
        {
            <= UnicodeCategory.OtherLetter => Kind.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            _ => Kind.Other,
        };
    }
}
