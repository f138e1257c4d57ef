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

    /// <summary>Bytes of a block if it is not packed.</summary>
    public int BlockBytes => Outputs * BlockLists.InputBytes;

    /// <summary>Packed blocks of a group that lie in the same bits of a line's bytes: first as many as fill its lowest bits, then the next.</summary>
    public int BlocksOfPlane => BlockLists.BlockBytes / BlockBytes;

    /// <summary>Bytes of a group of so many blocks: the blocks themselves, or the lines that hold them packed.</summary>
    public nint BytesOf(int blocks)
    {
        var blocksOfLine = BlocksOfPlane * (8 / Bits);
        return Bits == 8 ? (nint)blocks * BlockBytes : ((nint)blocks + blocksOfLine - 1) / blocksOfLine * BlockLists.BlockBytes;
    }

    /// <summary>Where the weights of a block lie in its group: the byte of the first, and the lowest bit of all.</summary>
    public (nint Byte, int Bit) PlaceOf(int block)
    {
        if (Bits == 8)
        {
            return ((nint)block * BlockBytes, 0);
        }

        var (plane, slot) = Math.DivRem(block, BlocksOfPlane);
        return (((nint)(plane / (8 / Bits)) * BlockLists.BlockBytes) + (slot * BlockBytes), plane % (8 / Bits) * Bits);
    }

    /// <summary>The smallest integer that so many bits hold; that of 8 bits is left out, so that negated weights fit as well.</summary>
    public int Lowest => Bits == 8 ? -sbyte.MaxValue : -(1 << (Bits - 1));

    public int Highest => (1 << (Bits - 1)) - 1;
}
