using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Covers the tokens of a product with tiles of one instruction set.</summary>
internal static unsafe class Int8Tiles<TTile>
    where TTile : struct, IInt8Tile
{
    /// <summary>sums [tokens x 16] = x times a group of weights.</summary>
    /// <remarks>
    /// Tiles as tall as can be and what is left: as fast as tiles of equal heights, and the code of few heights has to be compiled.
    /// </remarks>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Multiply(in Int8Product product, int group, int token, int tokens, int* sums)
    {
        var (weights, x) = (product.Weights, product.X);
        var blocks = weights.BlocksOf(group);
        var indices = weights.IndicesOf(group);
        var count = weights.GroupStarts[group + 1] - weights.GroupStarts[group];
        for (var done = 0; done < tokens; done += TTile.MaxTokens)
        {
            var run = TTile.ForTokens(Math.Min(TTile.MaxTokens, tokens - done));
            run(x.Row(token + done), x.Stride, blocks, indices, count, sums + (done * Int8Blocks.BlockOutputs));
        }
    }
}
