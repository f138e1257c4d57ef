using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary><see cref="AvxVnniDot"/> with the one instruction written out, for processors that lack it.</summary>
internal readonly unsafe struct EmulatedVnniDot : IBlockDot<Vector256<int>, Vector256<sbyte>>
{
    public static string Name => "emulated " + AvxVnniDot.Name;

    public static int Outputs => AvxVnniDot.Outputs;

    public static int StripOutputs => AvxVnniDot.StripOutputs;

    public static int BlocksAtOnce => AvxVnniDot.BlocksAtOnce;

    public static int BytesAtOnce => AvxVnniDot.BytesAtOnce;

    public static int MostBlocks => AvxVnniDot.MostBlocks;

    public static int MaxTokens => AvxVnniDot.MaxTokens;

    public static void Load(
        byte* weights,
        out Vector256<sbyte> left0, out Vector256<sbyte> left1, out Vector256<sbyte> left2, out Vector256<sbyte> left3,
        out Vector256<sbyte> right0, out Vector256<sbyte> right1, out Vector256<sbyte> right2, out Vector256<sbyte> right3) =>
        AvxVnniDot.Load(weights, out left0, out left1, out left2, out left3, out right0, out right1, out right2, out right3);

    public static void MultiplyAdd(
        ref Vector256<int> left, ref Vector256<int> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector256<sbyte> left0, Vector256<sbyte> left1, Vector256<sbyte> left2, Vector256<sbyte> left3,
        Vector256<sbyte> right0, Vector256<sbyte> right1, Vector256<sbyte> right2, Vector256<sbyte> right3)
    {
        left = Add(left, x + at0, left0);
        right = Add(right, x + at0, right0);
    }

    public static void Widen(ref Vector256<int> left, ref Vector256<int> right) => AvxVnniDot.Widen(ref left, ref right);

    public static void Store(Vector256<int> left, Vector256<int> right, byte* sums) => AvxVnniDot.Store(left, right, sums);

    private static Vector256<int> Add(Vector256<int> sums, byte* inputs, Vector256<sbyte> weights)
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
