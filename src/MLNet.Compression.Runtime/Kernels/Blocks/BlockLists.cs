using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>The blocks that a matrix has, as lists: the layout of every kernel that skips what is zero.</summary>
/// <remarks>
/// Outputs come in groups of 16, each with one list of blocks or several of fewer outputs. Unpacked, a block is 4 bytes for each of its
/// outputs, output by output: the weights of 4 inputs of one byte, or of one input in fp32; of fewer bits, the weights of a group
/// share lines of 64 bytes, in which every byte has two or four. An index says which 4 bytes of a token's inputs a block is for; where every list has all blocks in their order,
/// there are none. All begin as zeros.
/// </remarks>
internal sealed unsafe class BlockLists
{
    /// <summary>Outputs of a group.</summary>
    public const int Outputs = 16;

    /// <summary>Bytes of a token that a block is for.</summary>
    public const int InputBytes = 4;

    /// <summary>Bytes of an unpacked block of all outputs of a group.</summary>
    public const int BlockBytes = Outputs * InputBytes;

    /// <summary>Tokens whose sums for a group stay in the first-level cache until they are finished.</summary>
    public const int TokensAtOnce = 48;

    private readonly NativeBuffer _starts;
    private readonly nint[] _bytes;
    private readonly int _listsOfGroup;
    private readonly NativeBuffer _values;
    private readonly NativeBuffer? _indices;

    /// <param name="starts">The first block of each list, and the number of blocks at the end [lists + 1].</param>
    /// <param name="geometry">How blocks lie in lists.</param>
    /// <param name="inOrder">Whether block i of every list is for input 4 i, so that indices say nothing.</param>
    public BlockLists(int[] starts, BlockGeometry geometry, bool inOrder = false)
    {
        (Geometry, Lists, _listsOfGroup) = (geometry, starts.Length - 1, geometry.ListsOfGroup);
        _starts = NativeBuffer.Cleared<int>(starts.Length);
        starts.CopyTo(new Span<int>(Starts, starts.Length));
        _bytes = new nint[Groups + 1];
        for (var group = 0; group < Groups; group++)
        {
            _bytes[group + 1] = _bytes[group] + geometry.BytesOf(starts[(group + 1) * _listsOfGroup] - starts[group * _listsOfGroup]);
        }

        _values = NativeBuffer.Cleared<byte>(_bytes[^1]);
        _indices = inOrder ? null : NativeBuffer.Cleared<ushort>(starts[^1]);
    }

    public BlockGeometry Geometry { get; }

    public int Lists { get; }

    public int Groups => Lists / _listsOfGroup;

    /// <summary>Whether there are no indices.</summary>
    public bool InOrder => _indices is null;

    /// <summary>Groups that cover so many outputs.</summary>
    public static int GroupsOf(int outputs) => (outputs + Outputs - 1) / Outputs;

    public int CountOf(int list) => Starts[list + 1] - Starts[list];

    /// <summary>The first block of each list of a group, and the first behind them. Valid as long as this object is reachable, as is all that has a pointer.</summary>
    public int* StartsOf(int group) => Starts + (group * _listsOfGroup);

    /// <summary>The blocks of a group, list after list.</summary>
    public byte* BlocksOf(int group) => (byte*)_values.Pointer + _bytes[group];

    /// <summary>Bytes of <see cref="BlocksOf"/>.</summary>
    public nint BytesOf(int group) => _bytes[group + 1] - _bytes[group];

    /// <summary>The indices of a group's blocks; null where they are in order.</summary>
    public ushort* IndicesOf(int group) => _indices is null ? null : (ushort*)_indices.Pointer + StartsOf(group)[0];

    private int* Starts => (int*)_starts.Pointer;
}
