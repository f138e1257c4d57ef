using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Simd;
namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>fp32 on any processor, half a group of outputs at a time.</summary>
internal readonly unsafe struct PortableFloatDot : IBlockDot<Vector128<float>>
{
    public static string Name => "portable";

    public static int BlocksAtOnce => 1;

    public static int MaxTokens => Simd128.TileRows;

    public static int StripOutputs => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void MultiplyAdd(
        ref Vector128<float> left, ref Vector128<float> right, byte* x, nint first, nint second, nint third, byte* weights)
    {
        var input = Vector128.Create(*(float*)(x + first));
        left = Vector128.MultiplyAddEstimate(input, Vector128.Load((float*)weights), left);
        right = Vector128.MultiplyAddEstimate(input, Vector128.Load((float*)weights + Vector128<float>.Count), right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<float> left, Vector128<float> right, byte* sums)
    {
        left.Store((float*)sums);
        right.Store((float*)sums + Vector128<float>.Count);
    }
}
