using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary><see cref="ArmDot"/> with the one instruction written out, for processors that lack it.</summary>
internal readonly unsafe struct EmulatedArmDot : IBlockDot<Vector128<int>>
{
    public static string Name => "emulated " + ArmDot.Name;

    public static int BlocksAtOnce => ArmDot.BlocksAtOnce;

    public static int MaxTokens => ArmDot.MaxTokens;

    public static int StripOutputs => ArmDot.StripOutputs;

    public static void MultiplyAdd(
        ref Vector128<int> left, ref Vector128<int> right, byte* x, nint first, nint second, nint third, byte* weights)
    {
        left = Add(left, x + first, (sbyte*)weights);
        right = Add(right, x + first, (sbyte*)weights + Vector128<sbyte>.Count);
    }

    public static void Store(Vector128<int> left, Vector128<int> right, byte* sums) => ArmDot.Store(left, right, sums);

    private static Vector128<int> Add(Vector128<int> sums, byte* inputs, sbyte* weights)
    {
        for (var lane = 0; lane < Vector128<int>.Count; lane++)
        {
            var sum = sums[lane];
            for (var i = 0; i < Int8Blocks.BlockInputs; i++)
            {
                sum += (sbyte)inputs[i] * weights[(Int8Blocks.BlockInputs * lane) + i];
            }

            sums = sums.WithElement(lane, sum);
        }

        return sums;
    }
}
