using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>fp32 on any processor, half a group of outputs at a time.</summary>
internal readonly unsafe struct PortableFloatDot : IBlockDot<Vector128<float>, Vector128<float>>
{
    public static string Name => "portable";

    public static int Outputs => BlockLists.Outputs;

    public static int StripOutputs => 8;

    public static int BlocksAtOnce => 1;

    public static int BytesAtOnce => BlockLists.BlockBytes;

    public static int MostBlocks => int.MaxValue;

    public static int MaxTokens => Simd128.TileRows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        byte* weights,
        out Vector128<float> left0, out Vector128<float> left1, out Vector128<float> left2, out Vector128<float> left3,
        out Vector128<float> right0, out Vector128<float> right1, out Vector128<float> right2, out Vector128<float> right3)
    {
        left0 = Vector128.Load((float*)weights);
        right0 = Vector128.Load((float*)weights + Vector128<float>.Count);
        left1 = left2 = left3 = right1 = right2 = right3 = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector128<float> left, ref Vector128<float> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector128<float> left0, Vector128<float> left1, Vector128<float> left2, Vector128<float> left3,
        Vector128<float> right0, Vector128<float> right1, Vector128<float> right2, Vector128<float> right3)
    {
        var input = Vector128.Create(*(float*)(x + at0));
        left = Vector128.MultiplyAddEstimate(input, left0, left);
        right = Vector128.MultiplyAddEstimate(input, right0, right);
    }

    public static void Widen(ref Vector128<float> left, ref Vector128<float> right)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> left, Vector128<float> right, byte* sums)
    {
        left.Store((float*)sums);
        right.Store((float*)sums + Vector128<float>.Count);
    }
}
