using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>The register tile of the int8 products: up to 12 tokens by one strip, 1 or 2 vectors of sums for each token.</summary>
/// <remarks>
/// Registers: the sums, the weights, an input; so 6 tokens where there are 16 registers, 12 where there are 32. The sums are
/// separate locals because arrays and structs of vectors spill; the tests on the number of tokens are constants to the JIT, so each
/// number gets its own straight-line loop.
/// </remarks>
internal static unsafe class StepKernel<TStep, TVector, TRows, TList>
    where TStep : struct, IInt8Step<TVector>
    where TVector : struct
    where TRows : struct, IRowCount
    where TList : struct, IBlockList
{
    /// <summary>sums [tokens x 16] = x times the blocks; parameters as <see cref="IInt8Tile.ForTokens"/>.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Run(byte* x, nint stride, sbyte* blocks, ushort* indices, int count, int* sums)
    {
        for (var strip = 0; strip < Int8Blocks.BlockOutputs; strip += TStep.StripOutputs)
        {
            RunStrip(x, stride, blocks + (strip * Int8Blocks.BlockInputs), indices, count, sums + strip);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunStrip(byte* x, nint stride, sbyte* weights, ushort* indices, int count, int* sums)
    {
        TVector s0L = TStep.Zero, s0R = TStep.Zero;
        TVector s1L = TStep.Zero, s1R = TStep.Zero;
        TVector s2L = TStep.Zero, s2R = TStep.Zero;
        TVector s3L = TStep.Zero, s3R = TStep.Zero;
        TVector s4L = TStep.Zero, s4R = TStep.Zero;
        TVector s5L = TStep.Zero, s5R = TStep.Zero;
        TVector s6L = TStep.Zero, s6R = TStep.Zero;
        TVector s7L = TStep.Zero, s7R = TStep.Zero;
        TVector s8L = TStep.Zero, s8R = TStep.Zero;
        TVector s9L = TStep.Zero, s9R = TStep.Zero;
        TVector s10L = TStep.Zero, s10R = TStep.Zero;
        TVector s11L = TStep.Zero, s11R = TStep.Zero;
        var stride2 = 2 * stride;
        var x3 = x + (TRows.Value > 3 ? 3 * stride : 0);
        var x6 = x + (TRows.Value > 6 ? 6 * stride : 0);
        var x9 = x + (TRows.Value > 9 ? 9 * stride : 0);
        for (nint i = 0; i < count; i++, weights += Int8Blocks.BlockSize)
        {
            var offset = TList.StepOf(indices, i) * TStep.InputBytes;
            var left = TStep.LoadLeft(weights);
            var right = TStep.LoadRight(weights);
            var inputs = TStep.LoadInputs(x + offset);
            s0L = TStep.MultiplyAddLeft(s0L, inputs, left);
            s0R = TStep.MultiplyAddRight(s0R, inputs, right);

            if (TRows.Value > 1)
            {
                inputs = TStep.LoadInputs(x + offset + stride);
                s1L = TStep.MultiplyAddLeft(s1L, inputs, left);
                s1R = TStep.MultiplyAddRight(s1R, inputs, right);
            }

            if (TRows.Value > 2)
            {
                inputs = TStep.LoadInputs(x + offset + stride2);
                s2L = TStep.MultiplyAddLeft(s2L, inputs, left);
                s2R = TStep.MultiplyAddRight(s2R, inputs, right);
            }

            if (TRows.Value > 3)
            {
                inputs = TStep.LoadInputs(x3 + offset);
                s3L = TStep.MultiplyAddLeft(s3L, inputs, left);
                s3R = TStep.MultiplyAddRight(s3R, inputs, right);
            }

            if (TRows.Value > 4)
            {
                inputs = TStep.LoadInputs(x3 + offset + stride);
                s4L = TStep.MultiplyAddLeft(s4L, inputs, left);
                s4R = TStep.MultiplyAddRight(s4R, inputs, right);
            }

            if (TRows.Value > 5)
            {
                inputs = TStep.LoadInputs(x3 + offset + stride2);
                s5L = TStep.MultiplyAddLeft(s5L, inputs, left);
                s5R = TStep.MultiplyAddRight(s5R, inputs, right);
            }

            if (TRows.Value > 6)
            {
                inputs = TStep.LoadInputs(x6 + offset);
                s6L = TStep.MultiplyAddLeft(s6L, inputs, left);
                s6R = TStep.MultiplyAddRight(s6R, inputs, right);
            }

            if (TRows.Value > 7)
            {
                inputs = TStep.LoadInputs(x6 + offset + stride);
                s7L = TStep.MultiplyAddLeft(s7L, inputs, left);
                s7R = TStep.MultiplyAddRight(s7R, inputs, right);
            }

            if (TRows.Value > 8)
            {
                inputs = TStep.LoadInputs(x6 + offset + stride2);
                s8L = TStep.MultiplyAddLeft(s8L, inputs, left);
                s8R = TStep.MultiplyAddRight(s8R, inputs, right);
            }

            if (TRows.Value > 9)
            {
                inputs = TStep.LoadInputs(x9 + offset);
                s9L = TStep.MultiplyAddLeft(s9L, inputs, left);
                s9R = TStep.MultiplyAddRight(s9R, inputs, right);
            }

            if (TRows.Value > 10)
            {
                inputs = TStep.LoadInputs(x9 + offset + stride);
                s10L = TStep.MultiplyAddLeft(s10L, inputs, left);
                s10R = TStep.MultiplyAddRight(s10R, inputs, right);
            }

            if (TRows.Value > 11)
            {
                inputs = TStep.LoadInputs(x9 + offset + stride2);
                s11L = TStep.MultiplyAddLeft(s11L, inputs, left);
                s11R = TStep.MultiplyAddRight(s11R, inputs, right);
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
    private static void Put(TVector left, TVector right, int* sums, int row)
    {
        if (row < TRows.Value)
        {
            TStep.Store(left, right, sums + (row * Int8Blocks.BlockOutputs));
        }
    }
}
