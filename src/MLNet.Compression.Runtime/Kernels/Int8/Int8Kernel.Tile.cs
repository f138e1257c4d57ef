using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Covers tokens and outputs with tiles of one instruction set.</summary>
internal sealed unsafe class Int8Kernel<TTile>(InstructionSet set) : Int8Kernel
    where TTile : struct, IBlockTile
{
    public override string Name => TTile.Name;

    public override InstructionSet InstructionSet => set;

    public override int BlocksAtOnce => TTile.BlocksAtOnce;

    protected override delegate*<byte*, nint, byte*, ushort*, int, int, byte*, void> Tiles => &BlockTiles<TTile>.Multiply;
}
