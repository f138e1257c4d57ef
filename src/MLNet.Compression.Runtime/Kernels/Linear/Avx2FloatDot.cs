using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>AVX2 in fp32. A vector holds the sums of 8 outputs.</summary>
internal readonly unsafe struct Avx2FloatDot : IBlockDot<Vector256<float>>
{
    public static string Name => "avx2";

    public static int BlocksAtOnce => 1;

    public static int MaxTokens => Simd256.TileRows;

    public static int StripOutputs => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector256<float> left, ref Vector256<float> right, byte* x, nint first, nint second, nint third, byte* weights)
    {
        var input = Vector256.Create(*(float*)(x + first));
        left = Vector256.MultiplyAddEstimate(input, Vector256.Load((float*)weights), left);
        right = Vector256.MultiplyAddEstimate(input, Vector256.Load((float*)weights + Vector256<float>.Count), right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> left, Vector256<float> right, byte* sums)
    {
        left.Store((float*)sums);
        right.Store((float*)sums + Vector256<float>.Count);
    }
}
