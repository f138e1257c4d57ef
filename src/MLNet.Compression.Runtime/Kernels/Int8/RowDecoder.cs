using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Integers to the weights they stand for.</summary>
internal static class RowDecoder
{
    /// <summary>weights = scale x integers.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Decode(ReadOnlySpan<sbyte> integers, float scale, Span<float> weights)
    {
        ref var source = ref MemoryMarshal.GetReference(integers);
        ref var target = ref MemoryMarshal.GetReference(weights[..integers.Length]);
        var factor = Vector256.Create(scale);
        nint i = 0;
        for (; i <= integers.Length - Vector128<sbyte>.Count; i += Vector128<sbyte>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.WidenLower(Vector128.LoadUnsafe(ref source, (nuint)i).ToVector256Unsafe()));
            (Vector256.ConvertToSingle(low) * factor).StoreUnsafe(ref target, (nuint)i);
            (Vector256.ConvertToSingle(high) * factor).StoreUnsafe(ref target, (nuint)(i + Vector256<float>.Count));
        }

        for (; i < integers.Length; i++)
        {
            Unsafe.Add(ref target, i) = Unsafe.Add(ref source, i) * scale;
        }
    }
}
