using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Blocks;

/// <summary>The register tile of the products of blocks: up to 12 tokens by one strip, 1 or 2 vectors of sums for each token.</summary>
/// <remarks>
/// Registers: the sums, the weights, an input; so 5 or 6 tokens where there are 16 registers, 12 where there are 32. The sums are
/// separate locals because arrays and structs of vectors spill; the tests on the number of tokens are constants to the JIT, so each
/// number gets its own straight-line loop.
/// </remarks>
internal static unsafe class BlockTileKernel<TDot, TVector, TRows>
    where TDot : struct, IBlockDot<TVector>
    where TVector : struct
    where TRows : unmanaged, ISize
{
    // Of a sum, and of an output's weights in a block.
    private const int NumberBytes = 4;

    /// <summary>sums [tokens x 16] = x times the blocks; parameters as <see cref="IBlockTile.ForTokens"/>.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Run(byte* x, nint stride, byte* blocks, ushort* indices, int count, byte* sums)
    {
        for (var strip = 0; strip < BlockLists.Outputs; strip += TDot.StripOutputs)
        {
            RunStrip(x, stride, blocks + (strip * NumberBytes), indices, count, sums + (strip * NumberBytes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunStrip(byte* x, nint stride, byte* weights, ushort* indices, int count, byte* sums)
    {
        TVector s0L = default, s0R = default;
        TVector s1L = default, s1R = default;
        TVector s2L = default, s2R = default;
        TVector s3L = default, s3R = default;
        TVector s4L = default, s4R = default;
        TVector s5L = default, s5R = default;
        TVector s6L = default, s6R = default;
        TVector s7L = default, s7R = default;
        TVector s8L = default, s8R = default;
        TVector s9L = default, s9R = default;
        TVector s10L = default, s10R = default;
        TVector s11L = default, s11R = default;
        var stride2 = 2 * stride;
        var x3 = x + (sizeof(TRows) > 3 ? 3 * stride : 0);
        var x6 = x + (sizeof(TRows) > 6 ? 6 * stride : 0);
        var x9 = x + (sizeof(TRows) > 9 ? 9 * stride : 0);
        for (nint i = 0; i < count; i += TDot.BlocksAtOnce, weights += TDot.BlocksAtOnce * BlockLists.BlockBytes)
        {
            nint first = indices[i] * BlockLists.InputBytes;
            nint second = TDot.BlocksAtOnce > 1 ? indices[i + 1] * BlockLists.InputBytes : 0;
            nint third = TDot.BlocksAtOnce > 2 ? indices[i + 2] * BlockLists.InputBytes : 0;
            TDot.MultiplyAdd(ref s0L, ref s0R, x, first, second, third, weights);

            if (sizeof(TRows) > 1)
            {
                TDot.MultiplyAdd(ref s1L, ref s1R, x + stride, first, second, third, weights);
            }

            if (sizeof(TRows) > 2)
            {
                TDot.MultiplyAdd(ref s2L, ref s2R, x + stride2, first, second, third, weights);
            }

            if (sizeof(TRows) > 3)
            {
                TDot.MultiplyAdd(ref s3L, ref s3R, x3, first, second, third, weights);
            }

            if (sizeof(TRows) > 4)
            {
                TDot.MultiplyAdd(ref s4L, ref s4R, x3 + stride, first, second, third, weights);
            }

            if (sizeof(TRows) > 5)
            {
                TDot.MultiplyAdd(ref s5L, ref s5R, x3 + stride2, first, second, third, weights);
            }

            if (sizeof(TRows) > 6)
            {
                TDot.MultiplyAdd(ref s6L, ref s6R, x6, first, second, third, weights);
            }

            if (sizeof(TRows) > 7)
            {
                TDot.MultiplyAdd(ref s7L, ref s7R, x6 + stride, first, second, third, weights);
            }

            if (sizeof(TRows) > 8)
            {
                TDot.MultiplyAdd(ref s8L, ref s8R, x6 + stride2, first, second, third, weights);
            }

            if (sizeof(TRows) > 9)
            {
                TDot.MultiplyAdd(ref s9L, ref s9R, x9, first, second, third, weights);
            }

            if (sizeof(TRows) > 10)
            {
                TDot.MultiplyAdd(ref s10L, ref s10R, x9 + stride, first, second, third, weights);
            }

            if (sizeof(TRows) > 11)
            {
                TDot.MultiplyAdd(ref s11L, ref s11R, x9 + stride2, first, second, third, weights);
            }
        }

        Put(s0L, s0R, sums, 0);
        Put(s1L, s1R, sums, 1);
        Put(s2L, s2R, sums, 2);
        Put(s3L, s3R, sums, 3);
        Put(s4L, s4R, sums, 4);
        Put(s5L, s5R, sums, 5);
        Put(s6L, s6R, sums, 6);
        Put(s7L, s7R, sums, 7);
        Put(s8L, s8R, sums, 8);
        Put(s9L, s9R, sums, 9);
        Put(s10L, s10R, sums, 10);
        Put(s11L, s11R, sums, 11);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TVector left, TVector right, byte* sums, int row)
    {
        if (row < sizeof(TRows))
        {
            TDot.Store(left, right, sums + (row * BlockLists.Outputs * NumberBytes));
        }
    }
}
