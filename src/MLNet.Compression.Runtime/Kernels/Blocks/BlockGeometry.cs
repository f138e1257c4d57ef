namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>How blocks lie in lists.</summary>
/// <param name="Outputs">Outputs of a block, and so of a list: all 16 of a group, or 4.</param>
/// <param name="Bits">Bits of a weight: 8, 4 or 2; of an fp32 weight, the 8 of each of its bytes.</param>
internal readonly record struct BlockGeometry(int Outputs, int Bits)
{
    /// <summary>Whole groups of bytes: the weights of 4 inputs of 8 bits, or of one in fp32.</summary>
    public static BlockGeometry Bytes { get; } = new(BlockLists.Outputs, 8);

    /// <summary>Lists that make a group.</summary>
    public int ListsOfGroup => BlockLists.Outputs / Outputs;

    /// <summary>Blocks that share a line, one in the lowest bits of every byte, the next in the bits above; a list has whole lines.</summary>
    public int BlocksOfLine => 8 / Bits;

    /// <summary>Bytes of a line.</summary>
    public int LineBytes => Outputs * BlockLists.InputBytes;

    /// <summary>The smallest integer that so many bits hold; that of 8 bits is left out, so that negated weights fit as well.</summary>
    public int Lowest => Bits == 8 ? -sbyte.MaxValue : -(1 << (Bits - 1));

    public int Highest => (1 << (Bits - 1)) - 1;
}
