using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The register tile of the int8 products: up to 6 tokens by one strip, 2 vectors of sums for each token.</summary>
/// <remarks>
/// Registers: 12 sums, 2 weights, 1 input. The sums are separate locals because arrays and structs of vectors spill; the tests on
/// the number of tokens are constants to the JIT, so each number gets its own straight-line loop.
/// </remarks>
internal static unsafe class StepKernel<TStep, TVector, TRows, TList>
    where TStep : struct, IInt8Step<TVector>
    where TVector : struct
    where TRows : struct, IRowCount
    where TList : struct, IBlockList
{
    /// <summary>sums [tokens x 16] = x times the strip's weights; parameters as <see cref="IInt8Tile.Multiply"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(byte* x, nint stride, sbyte* weights, ushort* indices, int count, int* sums)
    {
        TVector s0L = TStep.Zero, s0R = TStep.Zero;
        TVector s1L = TStep.Zero, s1R = TStep.Zero;
        TVector s2L = TStep.Zero, s2R = TStep.Zero;
        TVector s3L = TStep.Zero, s3R = TStep.Zero;
        TVector s4L = TStep.Zero, s4R = TStep.Zero;
        TVector s5L = TStep.Zero, s5R = TStep.Zero;
        var stride2 = 2 * stride;
        var x3 = x + (TRows.Value > 3 ? 3 * stride : 0);
        for (nint i = 0; i < count; i++, weights += Int8Blocks.BlockSize)
        {
            var offset = TList.StepOf(indices, i) * TStep.InputBytes;
            var a = x + offset;
            var left = TStep.LoadLeft(weights);
            var right = TStep.LoadRight(weights);
            var inputs = TStep.LoadInputs(a);
            s0L = TStep.MultiplyAdd(s0L, inputs, left);
            s0R = TStep.MultiplyAdd(s0R, inputs, right);

            if (TRows.Value > 1)
            {
                inputs = TStep.LoadInputs(a + stride);
                s1L = TStep.MultiplyAdd(s1L, inputs, left);
                s1R = TStep.MultiplyAdd(s1R, inputs, right);
            }

            if (TRows.Value > 2)
            {
                inputs = TStep.LoadInputs(a + stride2);
                s2L = TStep.MultiplyAdd(s2L, inputs, left);
                s2R = TStep.MultiplyAdd(s2R, inputs, right);
            }

            var b = x3 + offset;
            if (TRows.Value > 3)
            {
                inputs = TStep.LoadInputs(b);
                s3L = TStep.MultiplyAdd(s3L, inputs, left);
                s3R = TStep.MultiplyAdd(s3R, inputs, right);
            }

            if (TRows.Value > 4)
            {
                inputs = TStep.LoadInputs(b + stride);
                s4L = TStep.MultiplyAdd(s4L, inputs, left);
                s4R = TStep.MultiplyAdd(s4R, inputs, right);
            }

            if (TRows.Value > 5)
            {
                inputs = TStep.LoadInputs(b + stride2);
                s5L = TStep.MultiplyAdd(s5L, inputs, left);
                s5R = TStep.MultiplyAdd(s5R, inputs, right);
            }
        }

        Put(s0L, s0R, sums, 0);
        Put(s1L, s1R, sums, 1);
        Put(s2L, s2R, sums, 2);
        Put(s3L, s3R, sums, 3);
        Put(s4L, s4R, sums, 4);
        Put(s5L, s5R, sums, 5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TVector left, TVector right, int* sums, int row)
    {
        if (row < TRows.Value)
        {
            TStep.Store(left, right, sums + (row * Int8Blocks.BlockOutputs));
        }
    }
}
