namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Covers tokens and outputs with tiles of one instruction set.</summary>
internal sealed unsafe class Int8Kernel<TTile> : Int8Kernel
    where TTile : struct, IInt8Tile
{
    public override string Name => TTile.Name;

    public override int BlocksAtOnce => TTile.BlocksAtOnce;

    protected override delegate*<in Int8Product, int, int, int, int*, void> Tiles => &Int8Tiles<TTile>.Multiply;
}
