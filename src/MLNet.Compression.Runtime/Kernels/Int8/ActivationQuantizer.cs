using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Rounds activations to integers, each token with its own range, or as <see cref="ClipQuantizer"/> does where the rows have one in common.</summary>
/// <remarks>
/// lo = min(0, min x), hi = max(0, max x), scale = (hi - lo) / largest, zero point = round(-lo / scale),
/// integer = round(x / scale) + zero point, half to even, at most largest. After GELU nearly all of the range is positive, which a
/// symmetric rounding would waste half of. A row with a value that is not finite has the scale NaN, so that all that is made of it is NaN.
/// </remarks>
internal static unsafe class ActivationQuantizer
{
    /// <summary>The smallest normal number: its reciprocal is finite, that of a smaller scale may not be.</summary>
    internal const float LeastScale = 1.17549435e-38f;

    /// <summary>Rounds all rows of <paramref name="values"/>.</summary>
    public static void Quantize(MatrixView values, QuantizedRows result)
    {
        result.Check(values.Columns, nameof(result));
        if (result.Clip.IsNone)
        {
            var work = new Work(values, result);
            InstructionSets.Run(InstructionSets.Current, ref work, 0, values.Rows);
        }
        else
        {
            var work = new ClipWork(values, result);
            InstructionSets.Run(InstructionSets.Current, ref work, 0, values.Rows);
        }
    }

    /// <summary>Rounds a row whose range is known, which does not count where the rows have one in common.</summary>
    public static void QuantizeRow<TVector>(float* values, int count, ValueRange range, QuantizedRows result, int row)
        where TVector : struct, ISimdVector<TVector>
    {
        if (!result.Clip.IsNone)
        {
            ClipQuantizer.QuantizeRow<TVector>(values, count, result, row);
            return;
        }

        var scale = ScaleOf(range, result.Largest);
        var inverse = scale > 0 ? 1 / scale : 0;
        var zeroPoint = MathF.Round(-range.Low * inverse);
        result.Scales[row] = scale;
        result.ZeroPoints[row] = zeroPoint;
        if (count >= 4 * TVector.Count)
        {
            ToBytes<TVector>(values, count, inverse, (int)zeroPoint, (byte)result.Largest, result.Row(row));
        }
        else
        {
            FewToBytes(values, count, inverse, (int)zeroPoint, (byte)result.Largest, result.Row(row));
        }
    }

    private static float ScaleOf(ValueRange range, int largest)
    {
        if (!float.IsFinite(range.High) || !float.IsFinite(range.Low))
        {
            return float.NaN;
        }

        var width = range.High - range.Low;
        var scale = float.IsFinite(width) ? width / largest : (range.High / largest) - (range.Low / largest);
        return width == 0 ? 0 : MathF.Max(scale, LeastScale);
    }

    [MethodImpl(KernelMethod.Standalone)]
    private static void ToBytes<TVector>(float* x, int count, float inverse, int zeroPoint, byte most, byte* target)
        where TVector : struct, ISimdVector<TVector>
    {
        var factor = TVector.Create(inverse);

        // The last four vectors may overlap those before.
        for (var i = 0; i < count; i += 4 * TVector.Count)
        {
            var at = Math.Min(i, count - (4 * TVector.Count));
            var source = x + at;
            TVector.StoreBytes(
                TVector.Load(source) * factor,
                TVector.Load(source + TVector.Count) * factor,
                TVector.Load(source + (2 * TVector.Count)) * factor,
                TVector.Load(source + (3 * TVector.Count)) * factor,
                zeroPoint,
                most,
                target + at);
        }
    }

    /// <summary>The same for a row shorter than four vectors; writes up to a multiple of 16 bytes.</summary>
    [SkipLocalsInit]
    [MethodImpl(KernelMethod.Standalone)]
    private static void FewToBytes(float* x, int count, float inverse, int zeroPoint, byte most, byte* target)
    {
        const int Width = 16;
        var padded = stackalloc float[Width];
        for (var i = 0; i < count; i += Width)
        {
            var source = x + i;
            if (count - i < Width)
            {
                new ReadOnlySpan<float>(source, count - i).CopyTo(new Span<float>(padded, Width));
                source = padded;
            }

            ToBytes<Simd128>(source, Width, inverse, zeroPoint, most, target + i);
        }
    }

    private readonly struct ClipWork(MatrixView values, QuantizedRows result) : IVectorWork
    {
        public void Run<TVector>(int from, int to)
            where TVector : struct, ISimdVector<TVector>
        {
            for (var row = from; row < to; row++)
            {
                ClipQuantizer.QuantizeRow<TVector>(values.Row(row), values.Columns, result, row);
            }
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
            var ranges = stackalloc ValueRange[RowsAtOnce];
            for (var first = from; first < to; first += RowsAtOnce)
            {
                var end = Math.Min(first + RowsAtOnce, to);
                for (var row = first; row < end; row++)
                {
                    ranges[row - first] = ValueRange.Of<TVector>(values.Row(row), values.Columns);
                }

                for (var row = first; row < end; row++)
                {
                    QuantizeRow<TVector>(values.Row(row), values.Columns, ranges[row - first], result, row);
                }
            }
        }
    }
}
