using System.Collections.Frozen;
using System.Text;

namespace MLNet.Compression.Runtime.Tokenization.BytePairs;

/// <summary>The characters that stand for bytes in the pieces of a byte-level vocabulary, so that every piece can be read as text.</summary>
/// <remarks>Printable characters of Latin-1 stand for themselves, all other bytes for characters from U+0100 on, in their order (Radford et al. 2019).</remarks>
internal static class ByteAlphabet
{
    private const int Bytes = 256;

    /// <summary>The character of each byte.</summary>
    public static IReadOnlyList<char> Characters { get; } = Make();

    private static FrozenDictionary<char, byte> Values { get; } = Characters.Select((character, value) => (character, value)).ToFrozenDictionary(pair => pair.character, pair => (byte)pair.value);

    /// <summary>The text that a piece stands for, as UTF-8; bytes that are no whole character become U+FFFD.</summary>
    /// <param name="piece">A piece; characters outside the alphabet stand for themselves.</param>
    public static string Decode(string piece)
    {
        var bytes = new List<byte>(piece.Length);
        foreach (var character in piece)
        {
            bytes.AddRange(Values.TryGetValue(character, out var value) ? [value] : Encoding.UTF8.GetBytes([character]));
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

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
