using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Rounds activations to integers, each token with its own range.</summary>
/// <remarks>
/// lo = min(0, min x), hi = max(0, max x), scale = (hi - lo) / largest, zero point = round(-lo / scale),
/// integer = round(x / scale) + zero point, half to even, at most largest. After GELU nearly all of the range is positive, which a
/// symmetric rounding would waste half of.
/// </remarks>
internal static unsafe class ActivationQuantizer
{
    /// <summary>Rounds all rows of <paramref name="values"/>.</summary>
    public static void Quantize(MatrixView values, QuantizedRows result)
    {
        var work = new Work(values, result);
        InstructionSets.Run(InstructionSets.Current, ref work, 0, values.Rows);
    }

    /// <summary>Rounds a row whose range is known.</summary>
    public static void QuantizeRow(ReadOnlySpan<float> values, RowRange range, QuantizedRows result, int row)
    {
        var scale = (range.High - range.Low) / result.Largest;
        var inverse = scale > 0 ? 1 / scale : 0;
        var zeroPoint = MathF.Round(-range.Low * inverse);
        result.Scales[row] = scale;
        result.ZeroPoints[row] = zeroPoint;
        fixed (float* x = values)
        {
            ToBytes(x, values.Length, inverse, (int)zeroPoint, (byte)result.Largest, result.Row(row));
        }
    }

    private readonly struct Work(MatrixView values, QuantizedRows result) : IVectorWork
    {
        // As the end of one row's range would have to be waited for.
        private const int RowsAtOnce = 8;

        [SkipLocalsInit]
        public void Run<TVector>(int from, int to)
            where TVector : struct, ISimdVector<TVector>
        {
            var ranges = stackalloc RowRange[RowsAtOnce];
            for (var first = from; first < to; first += RowsAtOnce)
            {
                var end = Math.Min(first + RowsAtOnce, to);
                for (var row = first; row < end; row++)
                {
                    ranges[row - first] = RowRange.Of<TVector>(values.Row(row), values.Columns);
                }

                for (var row = first; row < end; row++)
                {
                    QuantizeRow(values.RowSpan(row), ranges[row - first], result, row);
                }
            }
        }
    }

    private static void ToBytes(float* x, int count, float inverse, int zeroPoint, byte most, byte* target)
    {
        if (Avx512BW.IsSupported && Vector512.IsHardwareAccelerated && count >= Vector512<byte>.Count)
        {
            ToBytesBy64(x, count, inverse, zeroPoint, most, target);
        }
        else
        {
            ToBytesBy16(x, count, inverse, zeroPoint, most, target);
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private static void ToBytesBy64(float* x, int count, float inverse, int zeroPoint, byte most, byte* target)
    {
        // The last vector may overlap the one before.
        for (var i = 0; i < count; i += Vector512<byte>.Count)
        {
            var at = Math.Min(i, count - Vector512<byte>.Count);
            Round64(x + at, inverse, zeroPoint, most).Store(target + at);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(KernelMethod.Standalone)]
    private static void ToBytesBy16(float* x, int count, float inverse, int zeroPoint, byte most, byte* target)
    {
        var whole = count / Vector512<float>.Count * Vector512<float>.Count;
        for (var i = 0; i < whole; i += Vector512<float>.Count)
        {
            Round16(x + i, inverse, zeroPoint, most).Store(target + i);
        }

        if (whole < count)
        {
            var rest = stackalloc float[Vector512<float>.Count];
            new ReadOnlySpan<float>(x + whole, count - whole).CopyTo(new Span<float>(rest, Vector512<float>.Count));
            Round16(rest, inverse, zeroPoint, most).Store(target + whole);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Round64(float* x, float inverse, int zeroPoint, byte most)
    {
        var offset = Vector512.Create((short)zeroPoint);
        var lower = Avx512BW.PackSignedSaturate(Round(x, inverse), Round(x + 16, inverse)) + offset;
        var upper = Avx512BW.PackSignedSaturate(Round(x + 32, inverse), Round(x + 48, inverse)) + offset;
        var bytes = Vector512.Min(Avx512BW.PackUnsignedSaturate(lower, upper), Vector512.Create(most));

        // Packing works within 128 bits; four values of each source vector lie together.
        var order = Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        return Avx512F.PermuteVar16x32(bytes.AsInt32(), order).AsByte();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Round(float* x, float inverse) =>
        Avx512F.ConvertToVector512Int32(Vector512.Load(x) * Vector512.Create(inverse));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Round16(float* x, float inverse, int zeroPoint, byte most)
    {
        var lower = Vector128.Narrow(Round4(x, inverse, zeroPoint), Round4(x + 4, inverse, zeroPoint));
        var upper = Vector128.Narrow(Round4(x + 8, inverse, zeroPoint), Round4(x + 12, inverse, zeroPoint));
        var limit = Vector128.Create((short)most);
        return Vector128.Narrow(Vector128.Min(lower, limit).AsUInt16(), Vector128.Min(upper, limit).AsUInt16());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Round4(float* x, float inverse, int zeroPoint) =>
        Vector128.ConvertToInt32(Vector128.Round(Vector128.Load(x) * Vector128.Create(inverse))) + Vector128.Create(zeroPoint);
}
