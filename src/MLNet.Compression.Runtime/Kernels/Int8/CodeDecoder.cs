using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Codes of integers to the weights they stand for.</summary>
internal static class CodeDecoder
{
    /// <summary>weights = scale x (lowest + stride x codes).</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Decode(ReadOnlySpan<byte> codes, int lowest, int stride, float scale, Span<float> weights)
    {
        ref var source = ref MemoryMarshal.GetReference(codes);
        ref var target = ref MemoryMarshal.GetReference(weights[..codes.Length]);
        nint i = 0;
        for (; i <= codes.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.WidenLower(Vector128.LoadUnsafe(ref source, (nuint)i).ToVector256Unsafe()));
            Scale(low.AsInt32(), lowest, stride, scale).StoreUnsafe(ref target, (nuint)i);
            Scale(high.AsInt32(), lowest, stride, scale).StoreUnsafe(ref target, (nuint)(i + Vector256<float>.Count));
        }

        for (; i < codes.Length; i++)
        {
            Unsafe.Add(ref target, i) = (lowest + (stride * Unsafe.Add(ref source, i))) * scale;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Scale(Vector256<int> codes, int lowest, int stride, float scale) =>
        Vector256.ConvertToSingle((codes * stride) + Vector256.Create(lowest)) * scale;
}
