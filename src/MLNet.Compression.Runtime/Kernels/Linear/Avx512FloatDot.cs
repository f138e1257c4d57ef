using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>AVX-512 in fp32. A vector holds the sums of all 16 outputs.</summary>
internal readonly unsafe struct Avx512FloatDot : IBlockDot<Vector512<float>>
{
    public static string Name => "avx512f";

    public static int BlocksAtOnce => 1;

    public static int MaxTokens => Simd512.TileRows;

    public static int StripOutputs => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector512<float> left, ref Vector512<float> right, byte* x, nint first, nint second, nint third, byte* weights)
    {
        var input = Vector512.Create(*(float*)(x + first));
        left = Vector512.MultiplyAddEstimate(input, Vector512.Load((float*)weights), left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> left, Vector512<float> right, byte* sums) => left.Store((float*)sums);
}
