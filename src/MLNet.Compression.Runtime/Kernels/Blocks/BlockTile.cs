using System.Diagnostics;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>A tile of some tokens by 16 outputs on one instruction set.</summary>
internal readonly unsafe struct BlockTile<TDot, TVector> : IBlockTile
    where TDot : struct, IBlockDot<TVector>
    where TVector : struct
{
    public static string Name => TDot.Name;

    public static int BlocksAtOnce => TDot.BlocksAtOnce;

    public static int MaxTokens => TDot.MaxTokens;

    public static delegate*<byte*, nint, byte*, ushort*, int, byte*, void> ForTokens(int tokens)
    {
        Debug.Assert(tokens > 0 && tokens <= MaxTokens);
        switch (tokens)
        {
            case 1:
                return &BlockTileKernel<TDot, TVector, Size.One>.Run;
            case 2:
                return &BlockTileKernel<TDot, TVector, Size.Two>.Run;
            case 3:
                return &BlockTileKernel<TDot, TVector, Size.Three>.Run;
            case 4:
                return &BlockTileKernel<TDot, TVector, Size.Four>.Run;
            case 5:
                return &BlockTileKernel<TDot, TVector, Size.Five>.Run;
            case 6:
                return &BlockTileKernel<TDot, TVector, Size.Six>.Run;
            case 7:
                return &BlockTileKernel<TDot, TVector, Size.Seven>.Run;
            case 8:
                return &BlockTileKernel<TDot, TVector, Size.Eight>.Run;
            case 9:
                return &BlockTileKernel<TDot, TVector, Size.Nine>.Run;
            case 10:
                return &BlockTileKernel<TDot, TVector, Size.Ten>.Run;
            case 11:
                return &BlockTileKernel<TDot, TVector, Size.Eleven>.Run;
            default:
                return &BlockTileKernel<TDot, TVector, Size.Twelve>.Run;
        }
    }
}
