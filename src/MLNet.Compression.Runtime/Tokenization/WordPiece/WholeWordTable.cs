using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Simd;

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

    /// <param name="pieces">The pieces; ids are indexes.</param>
    public WholeWordTable(PieceText pieces)
    {
        var bits = Math.Max(MinBits, BitOperations.Log2((uint)CountWords(pieces)) + 2);
        _shift = 64 - bits;
        _entries = new Entry[1 << bits];
        AddWords(pieces);
    }

    /// <summary>The id of a word, or -1.</summary>
    /// <param name="word">Its characters, with zeros behind them; not empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(Vector128<byte> word)
    {
        var low = word.AsUInt64().ToScalar();
        var high = word.AsUInt64().GetElement(1);
        ref var entries = ref MemoryMarshal.GetArrayDataReference(_entries);
        for (var slot = SlotOf(low, high); ; slot = (slot + 1) & (_entries.Length - 1))
        {
            ref var entry = ref Unsafe.Add(ref entries, slot);
            if (entry.Low == low && entry.High == high)
            {
                return entry.Id;
            }

            if (entry.Low == 0)
            {
                return -1;
            }
        }
    }

    // Those that only start like a word make the table no smaller than it has to be.
    [MethodImpl(KernelMethod.Standalone)]
    private static int CountWords(PieceText pieces)
    {
        var count = 0;
        for (var id = 0; id < pieces.Count; id++)
        {
            var piece = pieces[id];
            count += piece.Length is > 0 and <= MaxLength && char.IsAsciiLetterOrDigit((char)piece[0]) ? 1 : 0;
        }

        return count;
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void AddWords(PieceText pieces)
    {
        for (var id = 0; id < pieces.Count; id++)
        {
            if (TryRead(pieces[id], out var word))
            {
                Insert(word, id);
            }
        }
    }

    /// <summary>The characters of a piece with zeros behind them, if it is a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryRead(ReadOnlySpan<byte> piece, out Vector128<byte> word)
    {
        word = default;
        if (piece.Length is 0 or > MaxLength)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[MaxLength];
        bytes.Clear();
        piece.CopyTo(bytes);
        word = Vector128.Create<byte>(bytes);
        return AsciiBlock.LettersAndDigits(word).ExtractMostSignificantBits() == (1u << piece.Length) - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Insert(Vector128<byte> word, int id)
    {
        var low = word.AsUInt64().ToScalar();
        var high = word.AsUInt64().GetElement(1);
        var slot = SlotOf(low, high);
        while (_entries[slot].Low != 0 && (_entries[slot].Low != low || _entries[slot].High != high))
        {
            slot = (slot + 1) & (_entries.Length - 1);
        }

        _entries[slot] = new Entry(low, high, id);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ulong low, ulong high) => (int)(((low * _lowMultiplier) + (high * _highMultiplier)) >> _shift);

    /// <summary>A word; a free slot has no characters.</summary>
    private readonly record struct Entry(ulong Low, ulong High, int Id);
}
