using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary><see cref="AvxVnniStep"/> with the one instruction written out, for processors that lack it.</summary>
internal readonly unsafe struct EmulatedVnniStep : IBlockStep<Vector256<int>>
{
    public static string Name => "emulated " + AvxVnniStep.Name;

    public static int BlocksAtOnce => AvxVnniStep.BlocksAtOnce;

    public static int MaxTokens => AvxVnniStep.MaxTokens;

    public static int StripOutputs => AvxVnniStep.StripOutputs;

    public static void MultiplyAdd(
        ref Vector256<int> left, ref Vector256<int> right, byte* x, nint first, nint second, nint third, byte* weights)
    {
        left = Add(left, x + first, (sbyte*)weights);
        right = Add(right, x + first, (sbyte*)weights + Vector256<sbyte>.Count);
    }

    public static void Store(Vector256<int> left, Vector256<int> right, byte* sums) => AvxVnniStep.Store(left, right, sums);

    private static Vector256<int> Add(Vector256<int> sums, byte* inputs, sbyte* weights)
    {
        for (var lane = 0; lane < Vector256<int>.Count; lane++)
        {
            var sum = sums[lane];
            for (var i = 0; i < Int8Blocks.BlockInputs; i++)
            {
                sum += inputs[i] * weights[(Int8Blocks.BlockInputs * lane) + i];
            }

            sums = sums.WithElement(lane, sum);
        }

        return sums;
    }
}
