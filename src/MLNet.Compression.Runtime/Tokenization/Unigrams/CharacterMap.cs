using System.Buffers.Binary;
using System.Collections.Immutable;

namespace MLNet.Compression.Runtime.Tokenization.Unigrams;

/// <summary>What SentencePiece turns characters, and groups of them, into before it splits text.</summary>
/// <remarks>
/// Its <c>precompiled_charsmap</c>: the bytes of a double-array trie of UTF-8 (Aoe 1989), whose values are places in the texts behind it,
/// each ended by a zero byte.
/// </remarks>
internal sealed class CharacterMap
{
    private const int MostTextBytes = 1000;
    private const int LabelBits = 0xFF;
    private const uint ExtendedOffset = 1u << 9;
    private const uint LeafMark = 1u << 31;

    private readonly uint[] _units;
    private readonly int _texts;

    /// <summary>A map that changes nothing.</summary>
    public static CharacterMap Empty { get; } = new([]);

    /// <param name="data">The precompiled map; empty for one that changes nothing.</param>
    /// <exception cref="ArgumentException">It is damaged, or makes long texts of characters.</exception>
    public CharacterMap(ImmutableArray<byte> data)
    {
        Data = data;
        var bytes = data.AsSpan();
        if (bytes.IsEmpty)
        {
            _units = [];
            return;
        }

        var length = bytes.Length < sizeof(uint) ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (length == 0 || length % sizeof(uint) != 0 || length > bytes.Length - sizeof(uint) || (length < bytes.Length - sizeof(uint) && bytes[^1] != 0))
        {
            throw new ArgumentException($"The map of characters is damaged: its {bytes.Length} bytes are no trie with texts behind it.", nameof(data));
        }

        _texts = sizeof(uint) + (int)length;
        RequireShortTexts(bytes[_texts..]);
        _units = new uint[length / sizeof(uint)];
        for (var i = 0; i < _units.Length; i++)
        {
            _units[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(sizeof(uint) * (i + 1))..]);
        }
    }

    /// <summary>The precompiled map.</summary>
    public ImmutableArray<byte> Data { get; }

    /// <summary>Finds the longest start of a text that the map has.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="length">Its bytes; 0 where there is none.</param>
    /// <param name="result">What it becomes; may be empty.</param>
    public bool TryFind(ReadOnlySpan<byte> text, out int length, out ReadOnlySpan<byte> result)
    {
        length = 0;
        var (found, place) = (0u, OffsetAt(0));
        for (var i = 0; i < text.Length; i++)
        {
            place ^= text[i];
            if (place >= _units.Length || (_units[place] & (LeafMark | LabelBits)) != text[i])
            {
                break;
            }

            var hasValue = (_units[place] & (1u << 8)) != 0;
            place ^= OffsetAt(place);
            if (hasValue && place < _units.Length)
            {
                (length, found) = (i + 1, _units[place] & ~LeafMark);
            }
        }

        result = length > 0 ? TextAt(found) : [];
        return length > 0;
    }

    // A few bytes of a file must not make much text of little.
    private static void RequireShortTexts(ReadOnlySpan<byte> texts)
    {
        while (!texts.IsEmpty)
        {
            var length = texts.IndexOf((byte)0);
            if (length > MostTextBytes)
            {
                throw new ArgumentException($"The map of characters makes {length} bytes of one character; the most are {MostTextBytes}.");
            }

            texts = texts[(length + 1)..];
        }
    }

    // What an index has to be combined with to get to the first child.
    private uint OffsetAt(uint index) => index < _units.Length ? (_units[index] >> 10) << (int)((_units[index] & ExtendedOffset) >> 6) : uint.MaxValue;

    private ReadOnlySpan<byte> TextAt(uint place)
    {
        var texts = Data.AsSpan()[_texts..];
        if (place >= texts.Length)
        {
            return [];
        }

        var text = texts[(int)place..];
        return text[..text.IndexOf((byte)0)];
    }
}
