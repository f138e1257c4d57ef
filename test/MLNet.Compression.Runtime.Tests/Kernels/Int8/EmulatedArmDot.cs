using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary><see cref="ArmDot"/> with the one instruction written out, for processors that lack it.</summary>
internal readonly unsafe struct EmulatedArmDot : IBlockDot<Vector128<int>, Vector128<sbyte>>
{
    public static string Name => "emulated " + ArmDot.Name;

    public static int Outputs => ArmDot.Outputs;

    public static int StripOutputs => ArmDot.StripOutputs;

    public static int BlocksAtOnce => ArmDot.BlocksAtOnce;

    public static int BytesAtOnce => ArmDot.BytesAtOnce;

    public static int MostBlocks => ArmDot.MostBlocks;

    public static int MaxTokens => ArmDot.MaxTokens;

    public static void Load(
        byte* weights,
        out Vector128<sbyte> left0, out Vector128<sbyte> left1, out Vector128<sbyte> left2, out Vector128<sbyte> left3,
        out Vector128<sbyte> right0, out Vector128<sbyte> right1, out Vector128<sbyte> right2, out Vector128<sbyte> right3) =>
        ArmDot.Load(weights, out left0, out left1, out left2, out left3, out right0, out right1, out right2, out right3);

    public static void MultiplyAdd(
        ref Vector128<int> left, ref Vector128<int> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector128<sbyte> left0, Vector128<sbyte> left1, Vector128<sbyte> left2, Vector128<sbyte> left3,
        Vector128<sbyte> right0, Vector128<sbyte> right1, Vector128<sbyte> right2, Vector128<sbyte> right3)
    {
        left = Add(left, x + at0, left0);
        right = Add(right, x + at0, right0);
    }

    public static void Widen(ref Vector128<int> left, ref Vector128<int> right) => ArmDot.Widen(ref left, ref right);

    public static void Store(Vector128<int> left, Vector128<int> right, byte* sums) => ArmDot.Store(left, right, sums);

    private static Vector128<int> Add(Vector128<int> sums, byte* inputs, Vector128<sbyte> weights)
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
