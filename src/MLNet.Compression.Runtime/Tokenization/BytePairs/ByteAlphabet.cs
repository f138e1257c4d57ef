namespace MLNet.Compression.Runtime.Tokenization.BytePairs;

/// <summary>The characters that stand for bytes in the pieces of a byte-level vocabulary, so that every piece can be read as text.</summary>
/// <remarks>Printable characters of Latin-1 stand for themselves, all other bytes for characters from U+0100 on, in their order (Radford et al. 2019).</remarks>
internal static class ByteAlphabet
{
    private const int Bytes = 256;

    /// <summary>The character of each byte.</summary>
    public static IReadOnlyList<char> Characters { get; } = Make();

    private static char[] Make()
    {
        var characters = new char[Bytes];
        var next = (char)Bytes;
        for (var value = 0; value < Bytes; value++)
        {
            characters[value] = value is (>= '!' and <= '~') or (>= '\u00A1' and <= '\u00AC') or (>= '\u00AE' and <= '\u00FF') ? (char)value : next++;
        }

        return characters;
    }
}
