using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>The blocks that a matrix has, as lists: the layout of every kernel that skips what is zero.</summary>
/// <remarks>
/// Outputs come in groups of 16. A block is 4 bytes for each of them, output by output: the weights of 4 inputs of one byte, or of one
/// input in fp32. A group's blocks lie one after another, and an index says which 4 bytes of a token's inputs a block is for. All
/// begin as zeros.
/// </remarks>
internal sealed unsafe class BlockLists
{
    public const int Outputs = 16;

    /// <summary>Bytes of a token that a block is for.</summary>
    public const int InputBytes = 4;

    public const int BlockBytes = Outputs * InputBytes;

    /// <summary>Tokens whose sums for a group stay in the first-level cache until they are finished.</summary>
    public const int TokensAtOnce = 60;

    private readonly int[] _starts;
    private readonly NativeBuffer _values;
    private readonly NativeBuffer _indices;

    /// <param name="starts">The first block of each group, and the number of blocks at the end [groups + 1].</param>
    public BlockLists(int[] starts)
    {
        _starts = starts;
        _values = NativeBuffer.Cleared<byte>((long)starts[^1] * BlockBytes);
        _indices = NativeBuffer.Cleared<ushort>(starts[^1]);
    }

    public int Groups => _starts.Length - 1;

    /// <summary>Groups that cover so many outputs.</summary>
    public static int GroupsOf(int outputs) => (outputs + Outputs - 1) / Outputs;

    public int CountOf(int group) => _starts[group + 1] - _starts[group];

    /// <summary>The blocks of a group. Valid as long as this object is reachable, as are the indices.</summary>
    public byte* BlocksOf(int group) => (byte*)_values.Pointer + ((nint)_starts[group] * BlockBytes);

    /// <summary>The indices of a group's blocks.</summary>
    public ushort* IndicesOf(int group) => (ushort*)_indices.Pointer + _starts[group];
}
