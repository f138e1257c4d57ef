using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>The vocabulary's whole words of at most 16 ASCII letters and digits: open addressing over the characters themselves.</summary>
internal sealed class WholeWordTable
{
    /// <summary>Longest word.</summary>
    public const int MaxLength = 16;

    private const int MinBits = 4;

    private readonly Entry[] _entries;
    private readonly int _shift;

    // Odd and random, so that no vocabulary can be made to collide.
    private readonly ulong _lowMultiplier = (ulong)Random.Shared.NextInt64() | 1;
    private readonly ulong _highMultiplier = (ulong)Random.Shared.NextInt64() | 1;

    /// <param name="tokens">The pieces; ids are indexes.</param>
    public WholeWordTable(IReadOnlyList<string> tokens)
    {
        int[] ids = [.. Enumerable.Range(0, tokens.Count).Where(id => IsWord(tokens[id]))];
        int bits = Math.Max(MinBits, BitOperations.Log2((uint)ids.Length) + 2);
        _shift = 64 - bits;
        _entries = new Entry[1 << bits];
        foreach (int id in ids)
            Insert(KeyOf(tokens[id]), id);
    }

    /// <summary>The id of a word, or -1.</summary>
    /// <param name="word">Its characters, with zeros behind them; not empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(Vector128<byte> word)
    {
        ulong low = word.AsUInt64().ToScalar();
        ulong high = word.AsUInt64().GetElement(1);
        ref Entry entries = ref MemoryMarshal.GetArrayDataReference(_entries);
        for (int slot = SlotOf(low, high); ; slot = (slot + 1) & (_entries.Length - 1))
        {
            ref Entry entry = ref Unsafe.Add(ref entries, slot);
            if (entry.Low == low && entry.High == high)
                return entry.Id;
            if (entry.Low == 0)
                return -1;
        }
    }

    private static bool IsWord(string token) =>
        token.Length is > 0 and <= MaxLength && token.All(char.IsAsciiLetterOrDigit);

    private static Vector128<byte> KeyOf(string token)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        bytes.Clear();
        for (int i = 0; i < token.Length; i++)
            bytes[i] = (byte)token[i];
        return Vector128.Create<byte>(bytes);
    }

    private void Insert(Vector128<byte> word, int id)
    {
        ulong low = word.AsUInt64().ToScalar();
        ulong high = word.AsUInt64().GetElement(1);
        int slot = SlotOf(low, high);
        while (_entries[slot].Low != 0)
            slot = (slot + 1) & (_entries.Length - 1);
        _entries[slot] = new Entry(low, high, id);
    }

    private int SlotOf(ulong low, ulong high) => (int)(((low * _lowMultiplier) + (high * _highMultiplier)) >> _shift);

    /// <summary>A word; a free slot has no characters.</summary>
    private readonly record struct Entry(ulong Low, ulong High, int Id);
}
