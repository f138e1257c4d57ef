using System.Numerics;
using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Finds the id of a piece: open addressing over the pieces' bytes.</summary>
internal sealed class PieceIndex
{
    private readonly PieceText _pieces;

    // An id and 1; 0 where a slot is free.
    private readonly int[] _slots;

    private PieceIndex(PieceText pieces)
    {
        _pieces = pieces;
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, 2 * pieces.Count))];
    }

    /// <summary>Makes an index of pieces; of a piece that is there more than once, the last place counts.</summary>
    public static PieceIndex Of(PieceText pieces)
    {
        var index = new PieceIndex(pieces);
        index.AddAll();
        return index;
    }

    /// <summary>How many different pieces there are, the empty one among them.</summary>
    public int Distinct { get; private set; }

    /// <summary>The places of a piece that is there twice, the first such one; null if there is none. Empty pieces are no pieces.</summary>
    public (int First, int Second)? Repeated { get; private set; }

    /// <summary>The id of a piece, or -1.</summary>
    /// <param name="piece">Its UTF-8 bytes.</param>
    public int Find(ReadOnlySpan<byte> piece) => _slots[SlotOf(piece)] - 1;

    [MethodImpl(KernelMethod.Standalone)]
    private void AddAll()
    {
        for (var id = 0; id < _pieces.Count; id++)
        {
            var slot = SlotOf(_pieces[id]);
            if (_slots[slot] == 0)
            {
                Distinct++;
            }
            else if (Repeated is null && !_pieces[id].IsEmpty)
            {
                Repeated = (_slots[slot] - 1, id);
            }

            _slots[slot] = id + 1;
        }
    }

    /// <summary>Where a piece is, or could be put.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ReadOnlySpan<byte> piece)
    {
        // Its seed is random, so that no vocabulary can be made to collide.
        var hash = default(HashCode);
        hash.AddBytes(piece);
        var slot = hash.ToHashCode() & (_slots.Length - 1);
        while (_slots[slot] != 0 && !_pieces[_slots[slot] - 1].SequenceEqual(piece))
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }
}
