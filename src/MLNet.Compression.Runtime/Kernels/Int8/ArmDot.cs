using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using MLNet.Compression.Runtime.Kernels.Blocks;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Arm's dot product of signed bytes, half a group of outputs at a time. Inputs of 7 bits are the same signed or not.</summary>
internal readonly unsafe struct ArmDot : IBlockDot<Vector128<int>>
{
    public static string Name => "arm-dp";

    public static int BlocksAtOnce => 1;

    public static int MaxTokens => 12;

    public static int StripOutputs => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector128<int> left, ref Vector128<int> right, byte* x, nint first, nint second, nint third, byte* weights)
    {
        var inputs = Vector128.Create(*(int*)(x + first)).AsSByte();
        left = Dp.DotProduct(left, inputs, Vector128.Load((sbyte*)weights));
        right = Dp.DotProduct(right, inputs, Vector128.Load((sbyte*)weights + 16));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> left, Vector128<int> right, byte* sums)
    {
        left.Store((int*)sums);
        right.Store((int*)sums + 4);
    }
}
