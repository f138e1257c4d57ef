using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Covers the tokens of a product with tiles of one instruction set.</summary>
internal static unsafe class Int8Tiles<TTile>
    where TTile : struct, IInt8Tile
{
    /// <summary>sums [tokens x 16] = x times a group of weights.</summary>
    /// <remarks>Tiles of nearly equal heights; the first ones have the token more.</remarks>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Multiply(in Int8Product product, int group, int token, int tokens, int* sums)
    {
        var (weights, x) = (product.Weights, product.X);
        var tiles = (tokens + TTile.MaxTokens - 1) / TTile.MaxTokens;
        var (height, taller) = (tokens / tiles, tokens % tiles);
        var run = TTile.ForTokens(taller > 0 ? height + 1 : height);
        var blocks = weights.BlocksOf(group);
        var indices = weights.IndicesOf(group);
        var count = weights.GroupStarts[group + 1] - weights.GroupStarts[group];
        for (var tile = 0; tile < tiles; tile++)
        {
            if (tile == taller && tile > 0)
            {
                run = TTile.ForTokens(height);
            }

            run(x.Row(token), x.Stride, blocks, indices, count, sums);
            var done = tile < taller ? height + 1 : height;
            token += done;
            sums += done * Int8Blocks.BlockOutputs;
        }
    }
}
