using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8.Across;

/// <summary>The register tile of small blocks: 4 outputs by 1 to 3 vectors of tokens.</summary>
/// <remarks>A block's 16 weights are repeated for all tokens, 4 at a time, which costs a load and no shuffle; so small blocks fill long vectors.</remarks>
internal static unsafe class AcrossTileKernel<TDot, TSum, TByte, TVectors>
    where TDot : struct, IAcrossDot<TSum, TByte>
    where TSum : struct
    where TByte : struct
    where TVectors : unmanaged, ISize
{
    private const int BlockBytes = 16;
    private const int Lists = 4;

    /// <summary>sums [tokens x 16] = x times the blocks of a group.</summary>
    /// <param name="x">4 inputs of each token, then the next 4.</param>
    /// <param name="stride">Bytes from 4 inputs to the next 4.</param>
    /// <param name="blocks">16 bytes each, output by output; list after list.</param>
    /// <param name="indices">Which 4 inputs each is for.</param>
    /// <param name="starts">The first block of each list, and the first behind them.</param>
    /// <param name="sums">Receives the sums.</param>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Run(byte* x, nint stride, byte* blocks, ushort* indices, int* starts, int* sums)
    {
        for (var list = 0; list < Lists; list++, sums += BlockLists.Outputs / Lists)
        {
            nint count = starts[list + 1] - starts[list];
            RunList(x, stride, blocks, indices, count, sums);
            blocks += count * BlockBytes;
            indices += count;
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private static void RunList(byte* x, nint stride, byte* blocks, ushort* indices, nint count, int* sums)
    {
        TSum a0 = default, a1 = default, a2 = default, a3 = default;
        TSum b0 = default, b1 = default, b2 = default, b3 = default;
        TSum c0 = default, c1 = default, c2 = default, c3 = default;
        var second = TDot.Tokens * BlockLists.InputBytes;
        for (nint i = 0; i < count; i += TDot.BlocksAtOnce, blocks += TDot.BlocksAtOnce * BlockBytes)
        {
            var first = x + (indices[i] * stride);
            var next = TDot.BlocksAtOnce > 1 ? x + (indices[i + 1] * stride) : first;
            var third = TDot.BlocksAtOnce > 2 ? x + (indices[i + 2] * stride) : first;
            Load(first, next, third, out var x0, out var x1, out var x2);
            TByte y0 = default, y1 = default, y2 = default, z0 = default, z1 = default, z2 = default;
            if (sizeof(TVectors) > 1)
            {
                Load(first + second, next + second, third + second, out y0, out y1, out y2);
            }

            if (sizeof(TVectors) > 2)
            {
                Load(first + (2 * second), next + (2 * second), third + (2 * second), out z0, out z1, out z2);
            }

            MultiplyAdd(blocks, ref a0, ref b0, ref c0, x0, x1, x2, y0, y1, y2, z0, z1, z2);
            MultiplyAdd(blocks + 4, ref a1, ref b1, ref c1, x0, x1, x2, y0, y1, y2, z0, z1, z2);
            MultiplyAdd(blocks + 8, ref a2, ref b2, ref c2, x0, x1, x2, y0, y1, y2, z0, z1, z2);
            MultiplyAdd(blocks + 12, ref a3, ref b3, ref c3, x0, x1, x2, y0, y1, y2, z0, z1, z2);
        }

        TDot.Store(a0, a1, a2, a3, sums);
        if (sizeof(TVectors) > 1)
        {
            TDot.Store(b0, b1, b2, b3, sums + (TDot.Tokens * BlockLists.Outputs));
        }

        if (sizeof(TVectors) > 2)
        {
            TDot.Store(c0, c1, c2, c3, sums + (2 * TDot.Tokens * BlockLists.Outputs));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(byte* first, byte* next, byte* third, out TByte x0, out TByte x1, out TByte x2)
    {
        x0 = TDot.Load(first);
        x1 = TDot.BlocksAtOnce > 1 ? TDot.Load(next) : default;
        x2 = TDot.BlocksAtOnce > 2 ? TDot.Load(third) : default;
    }

    /// <summary>Adds the products of one output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MultiplyAdd(
        byte* weights, ref TSum a, ref TSum b, ref TSum c,
        TByte x0, TByte x1, TByte x2, TByte y0, TByte y1, TByte y2, TByte z0, TByte z1, TByte z2)
    {
        var w0 = TDot.Repeat(weights);
        var w1 = TDot.BlocksAtOnce > 1 ? TDot.Repeat(weights + BlockBytes) : default;
        var w2 = TDot.BlocksAtOnce > 2 ? TDot.Repeat(weights + (2 * BlockBytes)) : default;
        a = TDot.MultiplyAdd(a, x0, x1, x2, w0, w1, w2);
        if (sizeof(TVectors) > 1)
        {
            b = TDot.MultiplyAdd(b, y0, y1, y2, w0, w1, w2);
        }

        if (sizeof(TVectors) > 2)
        {
            c = TDot.MultiplyAdd(c, z0, z1, z2, w0, w1, w2);
        }
    }
}
