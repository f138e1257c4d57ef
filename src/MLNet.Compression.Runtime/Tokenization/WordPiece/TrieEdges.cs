using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>The edges of a trie by open addressing; a node is the slot of the edge that leads to it.</summary>
/// <remarks>So a trie is built in one pass over its words in any order, and a step takes one look at memory.</remarks>
internal sealed class TrieEdges
{
    public const int Root = -1;

    /// <summary>No node.</summary>
    public const int None = -2;

    private readonly TrieEdge[] _edges;
    private readonly int _shift;
    private int _room;

    // Odd and random, so that no vocabulary can be made to collide.
    private readonly ulong _multiplier = (ulong)Random.Shared.NextInt64() | 1;

    /// <param name="log2Slots">Slots are two to this power; three quarters of them can be taken.</param>
    public TrieEdges(int log2Slots)
    {
        _edges = new TrieEdge[1 << log2Slots];
        _room = _edges.Length / 4 * 3;
        _shift = 64 - log2Slots;
    }

    /// <summary>The child of a node, or <see cref="None"/>.</summary>
    /// <param name="node">A node.</param>
    /// <param name="code">A code point's number.</param>
    /// <param name="id">The piece that ends at the child, or -1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Step(int node, int code, out int id)
    {
        var slot = SlotOf(node, code);
        var edge = _edges[slot];
        id = edge.Id - 1;
        return edge.Parent == 0 ? None : slot;
    }

    /// <summary>The child of a node, which gets one if it has none; <see cref="None"/> if there is no room for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int StepOrAdd(int node, int code)
    {
        var slot = SlotOf(node, code);
        if (_edges[slot].Parent == 0)
        {
            if (_room == 0)
            {
                return None;
            }

            _room--;
            _edges[slot] = new TrieEdge(node + 2, code, 0);
        }

        return slot;
    }

    /// <summary>Makes a piece end at a node.</summary>
    public void SetId(int node, int id) => _edges[node].Id = id + 1;

    /// <summary>The slot of an edge, or the free one where it would be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(int node, int code)
    {
        ref var edges = ref MemoryMarshal.GetArrayDataReference(_edges);
        var key = ((ulong)(uint)node << 32) | (uint)code;
        var slot = (int)((key * _multiplier) >> _shift);
        while (true)
        {
            ref var edge = ref Unsafe.Add(ref edges, slot);
            if (edge.Parent == 0 || (edge.Parent == node + 2 && edge.Code == code))
            {
                return slot;
            }

            slot = (slot + 1) & (_edges.Length - 1);
        }
    }
}
