using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using MLNet.Compression.Runtime.Kernels.Blocks;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Arm's dot product of signed bytes, half a group of outputs at a time. Inputs of 7 bits are the same signed or not.</summary>
internal readonly unsafe struct ArmDot : IBlockDot<Vector128<int>, Vector128<sbyte>>
{
    public static string Name => "arm-dp";

    public static int Outputs => BlockLists.Outputs;

    public static int StripOutputs => 8;

    public static int BlocksAtOnce => 1;

    public static int BytesAtOnce => BlockLists.BlockBytes;

    public static int MostBlocks => int.MaxValue;

    public static int MaxTokens => 12;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        byte* weights,
        out Vector128<sbyte> left0, out Vector128<sbyte> left1, out Vector128<sbyte> left2, out Vector128<sbyte> left3,
        out Vector128<sbyte> right0, out Vector128<sbyte> right1, out Vector128<sbyte> right2, out Vector128<sbyte> right3)
    {
        left0 = Vector128.Load((sbyte*)weights);
        right0 = Vector128.Load((sbyte*)weights + Vector128<sbyte>.Count);
        left1 = left2 = left3 = right1 = right2 = right3 = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector128<int> left, ref Vector128<int> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector128<sbyte> left0, Vector128<sbyte> left1, Vector128<sbyte> left2, Vector128<sbyte> left3,
        Vector128<sbyte> right0, Vector128<sbyte> right1, Vector128<sbyte> right2, Vector128<sbyte> right3)
    {
        var inputs = Vector128.Create(*(int*)(x + at0)).AsSByte();
        left = Dp.DotProduct(left, inputs, left0);
        right = Dp.DotProduct(right, inputs, right0);
    }

    public static void Widen(ref Vector128<int> left, ref Vector128<int> right)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> left, Vector128<int> right, byte* sums)
    {
        left.Store((int*)sums);
        right.Store((int*)sums + Vector128<int>.Count);
    }
}
