using System.Diagnostics;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>A tile of some tokens by the outputs of a block on one instruction set.</summary>
internal readonly unsafe struct BlockTile<TDot, TSum, TWeight, TOrder> : IBlockTile
    where TDot : struct, IBlockDot<TSum, TWeight>
    where TSum : struct
    where TWeight : struct
    where TOrder : struct, IBlockOrder
{
    public static int MaxTokens => TDot.MaxTokens;

    public static delegate*<byte*, nint, byte*, ushort*, int*, byte*, void> ForTokens(int tokens)
    {
        Debug.Assert(tokens > 0 && tokens <= MaxTokens);
        switch (tokens)
        {
            case 1:
                return &BlockTileKernel<TDot, TSum, TWeight, TOrder, Size.One>.Run;
            case 2:
                return &BlockTileKernel<TDot, TSum, TWeight, TOrder, Size.Two>.Run;
            case 3:
                return &BlockTileKernel<TDot, TSum, TWeight, TOrder, Size.Three>.Run;
            case 4:
                return &BlockTileKernel<TDot, TSum, TWeight, TOrder, Size.Four>.Run;
            case 5:
                return &BlockTileKernel<TDot, TSum, TWeight, TOrder, Size.Five>.Run;
            case 6:
                return &BlockTileKernel<TDot, TSum, TWeight, TOrder, Size.Six>.Run;
            case 7:
                return &BlockTileKernel<TDot, TSum, TWeight, TOrder, Size.Seven>.Run;
            case 8:
                return &BlockTileKernel<TDot, TSum, TWeight, TOrder, Size.Eight>.Run;
            case 9:
                return &BlockTileKernel<TDot, TSum, TWeight, TOrder, Size.Nine>.Run;
            case 10:
                return &BlockTileKernel<TDot, TSum, TWeight, TOrder, Size.Ten>.Run;
            case 11:
                return &BlockTileKernel<TDot, TSum, TWeight, TOrder, Size.Eleven>.Run;
            default:
                return &BlockTileKernel<TDot, TSum, TWeight, TOrder, Size.Twelve>.Run;
        }
    }
}
