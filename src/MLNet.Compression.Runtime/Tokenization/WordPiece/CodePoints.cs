namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>Code points of UTF-16 text. A lone surrogate counts as U+FFFD.</summary>
internal static class CodePoints
{
    private const int ReplacementCharacter = 0xFFFD;

    /// <summary>The code point that starts at a position, and where it ends.</summary>
    public static int Decode(ReadOnlySpan<char> text, int start, out int end)
    {
        var unit = text[start];
        end = start + 1;
        if (!char.IsSurrogate(unit))
        {
            return unit;
        }

        if (char.IsLowSurrogate(unit) || end == text.Length || !char.IsLowSurrogate(text[end]))
        {
            return ReplacementCharacter;
        }

        return char.ConvertToUtf32(unit, text[end++]);
    }

    /// <summary>The code point that ends at a position, and where it starts.</summary>
    public static int DecodeLast(ReadOnlySpan<char> text, int end, out int start)
    {
        var isPair = end >= 2 && char.IsLowSurrogate(text[end - 1]) && char.IsHighSurrogate(text[end - 2]);
        start = end - (isPair ? 2 : 1);
        return Decode(text, start, out _);
    }
}
