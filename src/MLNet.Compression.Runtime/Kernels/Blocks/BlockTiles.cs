using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>Covers the tokens of a product with tiles of one kind.</summary>
internal static unsafe class BlockTiles<TTile>
    where TTile : struct, IBlockTile
{
    private const int SumsBytes = BlockLists.Outputs * sizeof(int);

    /// <summary>sums [tokens x 16] = x times a group of weights; parameters as <see cref="IBlockTile.ForTokens"/>, and the number of tokens.</summary>
    /// <remarks>
    /// Tiles as tall as can be and what is left: as fast as tiles of equal heights, and the code of few heights has to be compiled.
    /// </remarks>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Multiply(byte* x, nint stride, byte* blocks, ushort* indices, int* starts, int tokens, byte* sums)
    {
        for (var done = 0; done < tokens; done += TTile.MaxTokens)
        {
            var run = TTile.ForTokens(Math.Min(TTile.MaxTokens, tokens - done));
            run(x + (done * stride), stride, blocks, indices, starts, sums + (done * SumsBytes));
        }
    }
}
