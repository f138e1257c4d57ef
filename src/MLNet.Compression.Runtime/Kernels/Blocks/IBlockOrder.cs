namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>Which inputs the blocks of a list are for.</summary>
internal unsafe interface IBlockOrder
{
    /// <summary>Bytes from a token's first input to those of a block.</summary>
    static abstract nint InputOf(ushort* indices, nint block);
}
