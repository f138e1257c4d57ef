using System.Numerics;
using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Finds the id of a piece: open addressing over the pieces' bytes.</summary>
internal sealed class PieceIndex
{
    private const int None = -1;

    private readonly PieceText _pieces;

    // An id and 1; 0 where a slot is free.
    private readonly int[] _slots;

    private PieceIndex(PieceText pieces)
    {
        _pieces = pieces;
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, 2 * pieces.Count))];
    }

    /// <summary>Makes an index of pieces that differ.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="duplicate">The first piece that is there twice, at its second place; null if there is none.</param>
    /// <param name="original">Its first place.</param>
    public static PieceIndex Of(PieceText pieces, out int? duplicate, out int original)
    {
        var index = new PieceIndex(pieces);
        original = index.AddAll(out int last);
        duplicate = original < 0 ? null : last;
        return index;
    }

    /// <summary>The id of a piece, or -1.</summary>
    /// <param name="piece">Its UTF-8 bytes.</param>
    public int Find(ReadOnlySpan<byte> piece) => _slots[SlotOf(piece)] - 1;

    /// <returns>The first place of the piece <paramref name="id"/>, which stopped it; -1 if all differ.</returns>
    [MethodImpl(KernelMethod.Standalone)]
    private int AddAll(out int id)
    {
        for (id = 0; id < _pieces.Count; id++)
        {
            int slot = SlotOf(_pieces[id]);
            if (_slots[slot] != 0)
                return _slots[slot] - 1;
            _slots[slot] = id + 1;
        }

        return None;
    }

    /// <summary>Where a piece is, or could be put.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ReadOnlySpan<byte> piece)
    {
        // Its seed is random, so that no vocabulary can be made to collide.
        var hash = default(HashCode);
        hash.AddBytes(piece);
        int slot = hash.ToHashCode() & (_slots.Length - 1);
        while (_slots[slot] != 0 && !_pieces[_slots[slot] - 1].SequenceEqual(piece))
            slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }
}
