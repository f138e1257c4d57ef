using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>AVX-512 in fp32. A vector holds the sums of all 16 outputs.</summary>
internal readonly unsafe struct Avx512FloatDot : IBlockDot<Vector512<float>, Vector512<float>>
{
    public static string Name => "avx512";

    public static int Outputs => BlockLists.Outputs;

    public static int StripOutputs => 16;

    public static int BlocksAtOnce => 1;

    public static int BytesAtOnce => BlockLists.BlockBytes;

    public static int MostBlocks => int.MaxValue;

    public static int MaxTokens => Simd512.TileRows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        byte* weights,
        out Vector512<float> left0, out Vector512<float> left1, out Vector512<float> left2, out Vector512<float> left3,
        out Vector512<float> right0, out Vector512<float> right1, out Vector512<float> right2, out Vector512<float> right3)
    {
        left0 = Vector512.Load((float*)weights);
        right0 = default;
        left1 = left2 = left3 = right1 = right2 = right3 = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector512<float> left, ref Vector512<float> right, byte* x, nint at0, nint at1, nint at2, nint at3,
        Vector512<float> left0, Vector512<float> left1, Vector512<float> left2, Vector512<float> left3,
        Vector512<float> right0, Vector512<float> right1, Vector512<float> right2, Vector512<float> right3)
    {
        var input = Vector512.Create(*(float*)(x + at0));
        left = Vector512.MultiplyAddEstimate(input, left0, left);
    }

    public static void Widen(ref Vector512<float> left, ref Vector512<float> right)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> left, Vector512<float> right, byte* sums) => left.Store((float*)sums);
}
