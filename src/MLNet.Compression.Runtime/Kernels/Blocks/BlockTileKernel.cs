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
internal static unsafe class BlockTileKernel<TDot, TSum, TWeight, TOrder, TRows>
    where TDot : struct, IBlockDot<TSum, TWeight>
    where TSum : struct
    where TWeight : struct
    where TOrder : struct, IBlockOrder
    where TRows : unmanaged, ISize
{
    // Of a sum, and of an output's weights in a line.
    private const int NumberBytes = 4;

    /// <summary>sums [tokens x 16] = x times the blocks; parameters as <see cref="IBlockTile.ForTokens"/>.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Run(byte* x, nint stride, byte* blocks, ushort* indices, int* starts, byte* sums)
    {
        for (var output = 0; output < BlockLists.Outputs; output += TDot.Outputs, starts++, sums += TDot.Outputs * NumberBytes)
        {
            nint count = starts[1] - starts[0];
            for (var strip = 0; strip < TDot.Outputs; strip += TDot.StripOutputs)
            {
                RunStrip(x, stride, blocks + (strip * NumberBytes), indices, count, sums + (strip * NumberBytes));
            }

            blocks += count / TDot.BlocksAtOnce * TDot.BytesAtOnce;
            indices += count;
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private static void RunStrip(byte* x, nint stride, byte* weights, ushort* indices, nint count, byte* sums)
    {
        TSum s0L = default, s0R = default;
        TSum s1L = default, s1R = default;
        TSum s2L = default, s2R = default;
        TSum s3L = default, s3R = default;
        TSum s4L = default, s4R = default;
        TSum s5L = default, s5R = default;
        TSum s6L = default, s6R = default;
        TSum s7L = default, s7R = default;
        TSum s8L = default, s8R = default;
        TSum s9L = default, s9R = default;
        TSum s10L = default, s10R = default;
        TSum s11L = default, s11R = default;
        var stride2 = 2 * stride;
        var x3 = x + (sizeof(TRows) > 3 ? 3 * stride : 0);
        var x6 = x + (sizeof(TRows) > 6 ? 6 * stride : 0);
        var x9 = x + (sizeof(TRows) > 9 ? 9 * stride : 0);
        for (nint i = 0; i < count;)
        {
            var end = TDot.MostBlocks < count - i ? i + TDot.MostBlocks : count;
            for (; i < end; i += TDot.BlocksAtOnce, weights += TDot.BytesAtOnce)
            {
                TDot.Load(weights, out var a, out var b, out var c, out var d, out var e, out var f, out var g, out var h);
                var k0 = TOrder.InputOf(indices, i);
                var k1 = TDot.BlocksAtOnce > 1 ? TOrder.InputOf(indices, i + 1) : 0;
                var k2 = TDot.BlocksAtOnce > 2 ? TOrder.InputOf(indices, i + 2) : 0;
                var k3 = TDot.BlocksAtOnce > 3 ? TOrder.InputOf(indices, i + 3) : 0;
                TDot.MultiplyAdd(ref s0L, ref s0R, x, k0, k1, k2, k3, a, b, c, d, e, f, g, h);

                if (sizeof(TRows) > 1)
                {
                    TDot.MultiplyAdd(ref s1L, ref s1R, x + stride, k0, k1, k2, k3, a, b, c, d, e, f, g, h);
                }

                if (sizeof(TRows) > 2)
                {
                    TDot.MultiplyAdd(ref s2L, ref s2R, x + stride2, k0, k1, k2, k3, a, b, c, d, e, f, g, h);
                }

                if (sizeof(TRows) > 3)
                {
                    TDot.MultiplyAdd(ref s3L, ref s3R, x3, k0, k1, k2, k3, a, b, c, d, e, f, g, h);
                }

                if (sizeof(TRows) > 4)
                {
                    TDot.MultiplyAdd(ref s4L, ref s4R, x3 + stride, k0, k1, k2, k3, a, b, c, d, e, f, g, h);
                }

                if (sizeof(TRows) > 5)
                {
                    TDot.MultiplyAdd(ref s5L, ref s5R, x3 + stride2, k0, k1, k2, k3, a, b, c, d, e, f, g, h);
                }

                if (sizeof(TRows) > 6)
                {
                    TDot.MultiplyAdd(ref s6L, ref s6R, x6, k0, k1, k2, k3, a, b, c, d, e, f, g, h);
                }

                if (sizeof(TRows) > 7)
                {
                    TDot.MultiplyAdd(ref s7L, ref s7R, x6 + stride, k0, k1, k2, k3, a, b, c, d, e, f, g, h);
                }

                if (sizeof(TRows) > 8)
                {
                    TDot.MultiplyAdd(ref s8L, ref s8R, x6 + stride2, k0, k1, k2, k3, a, b, c, d, e, f, g, h);
                }

                if (sizeof(TRows) > 9)
                {
                    TDot.MultiplyAdd(ref s9L, ref s9R, x9, k0, k1, k2, k3, a, b, c, d, e, f, g, h);
                }

                if (sizeof(TRows) > 10)
                {
                    TDot.MultiplyAdd(ref s10L, ref s10R, x9 + stride, k0, k1, k2, k3, a, b, c, d, e, f, g, h);
                }

                if (sizeof(TRows) > 11)
                {
                    TDot.MultiplyAdd(ref s11L, ref s11R, x9 + stride2, k0, k1, k2, k3, a, b, c, d, e, f, g, h);
                }
            }

            if (TDot.MostBlocks < int.MaxValue)
            {
                TDot.Widen(ref s0L, ref s0R);
                TDot.Widen(ref s1L, ref s1R);
                TDot.Widen(ref s2L, ref s2R);
                TDot.Widen(ref s3L, ref s3R);
                TDot.Widen(ref s4L, ref s4R);
                TDot.Widen(ref s5L, ref s5R);
                TDot.Widen(ref s6L, ref s6R);
                TDot.Widen(ref s7L, ref s7R);
                TDot.Widen(ref s8L, ref s8R);
                TDot.Widen(ref s9L, ref s9R);
                TDot.Widen(ref s10L, ref s10R);
                TDot.Widen(ref s11L, ref s11R);
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
    private static void Put(TSum left, TSum right, byte* sums, int row)
    {
        if (row < sizeof(TRows))
        {
            TDot.Store(left, right, sums + (row * BlockLists.Outputs * NumberBytes));
        }
    }
}
