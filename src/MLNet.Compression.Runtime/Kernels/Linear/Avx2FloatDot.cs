using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>AVX2 in fp32. A vector holds the sums of 8 outputs.</summary>
internal readonly unsafe struct Avx2FloatDot : IBlockDot<Vector256<float>, Vector256<float>>
{
    public static string Name => "avx2";

    public static int Outputs => BlockLists.Outputs;

    public static int StripOutputs => 16;

    public static int BlocksAtOnce => 1;

    public static int BytesAtOnce => BlockLists.BlockBytes;

    public static int MostBlocks => int.MaxValue;

    public static int MaxTokens => Simd256.TileRows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        byte* weights,
        out Vector256<float> left0, out Vector256<float> left1, out Vector256<float> left2, out Vector256<float> left3,
        out Vector256<float> right0, out Vector256<float> right1, out Vector256<float> right2, out Vector256<float> right3)
    {
        left0 = Vector256.Load((float*)weights);
        right0 = Vector256.Load((float*)weights + Vector256<float>.Count);
        left1 = left2 = left3 = right1 = right2 = right3 = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector256<float> left, ref Vector256<float> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector256<float> left0, Vector256<float> left1, Vector256<float> left2, Vector256<float> left3,
        Vector256<float> right0, Vector256<float> right1, Vector256<float> right2, Vector256<float> right3)
    {
        var input = Vector256.Create(*(float*)(x + at0));
        left = Vector256.MultiplyAddEstimate(input, left0, left);
        right = Vector256.MultiplyAddEstimate(input, right0, right);
    }

    public static void Widen(ref Vector256<float> left, ref Vector256<float> right)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> left, Vector256<float> right, byte* sums)
    {
        left.Store((float*)sums);
        right.Store((float*)sums + Vector256<float>.Count);
    }
}
