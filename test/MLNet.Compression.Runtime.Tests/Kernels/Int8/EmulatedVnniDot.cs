using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary><see cref="AvxVnniDot"/> with the one instruction written out, for processors that lack it.</summary>
internal readonly unsafe struct EmulatedVnniDot : IBlockDot<Vector256<int>>
{
    public static string Name => "emulated " + AvxVnniDot.Name;

    public static int BlocksAtOnce => AvxVnniDot.BlocksAtOnce;

    public static int MaxTokens => AvxVnniDot.MaxTokens;

    public static int StripOutputs => AvxVnniDot.StripOutputs;

    public static void MultiplyAdd(
        ref Vector256<int> left, ref Vector256<int> right, byte* x, nint first, nint second, nint third, byte* weights)
    {
        left = Add(left, x + first, (sbyte*)weights);
        right = Add(right, x + first, (sbyte*)weights + Vector256<sbyte>.Count);
    }

    public static void Store(Vector256<int> left, Vector256<int> right, byte* sums) => AvxVnniDot.Store(left, right, sums);

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
