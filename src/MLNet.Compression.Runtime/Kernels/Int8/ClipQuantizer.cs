using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Rounds activations to integers within a range that is known before, so that nobody looks for the largest value first.</summary>
/// <remarks>
/// integer = round(clamp(x / scale, −zero point, largest − zero point)) + zero point, half to even. A row with a value that is not finite has
/// the scale NaN, so that all that is made of it is NaN.
/// </remarks>
internal static unsafe class ClipQuantizer
{
    /// <summary>Rounds one row to the range of <paramref name="result"/>.</summary>
    public static void QuantizeRow<TVector>(float* values, int count, QuantizedRows result, int row)
        where TVector : struct, ISimdVector<TVector>
    {
        var zeroOrNaN = count >= 4 * TVector.Count
            ? ToBytes<TVector>(values, count, result.Clip, result.Row(row))
            : FewToBytes(values, count, result.Clip, result.Row(row));
        result.Scales[row] = result.Clip.Scale + zeroOrNaN;
        result.ZeroPoints[row] = result.Clip.ZeroPoint;
    }

    /// <returns>0, or NaN where a value is not finite.</returns>
    [MethodImpl(KernelMethod.Standalone)]
    private static float ToBytes<TVector>(float* x, int count, InputClip clip, byte* target)
        where TVector : struct, ISimdVector<TVector>
    {
        var (factor, zeros) = (TVector.Create(1 / clip.Scale), TVector.Zero);
        var (low, high) = (TVector.Create(-clip.ZeroPoint), TVector.Create(clip.Largest - clip.ZeroPoint));

        // The last four vectors may overlap those before.
        for (var i = 0; i < count; i += 4 * TVector.Count)
        {
            var at = Math.Min(i, count - (4 * TVector.Count));
            var source = x + at;
            var (a, b, c, d) = (TVector.Load(source), TVector.Load(source + TVector.Count), TVector.Load(source + (2 * TVector.Count)), TVector.Load(source + (3 * TVector.Count)));
            zeros = TVector.MultiplyAdd(a, TVector.Zero, TVector.MultiplyAdd(b, TVector.Zero, TVector.MultiplyAdd(c, TVector.Zero, TVector.MultiplyAdd(d, TVector.Zero, zeros))));
            TVector.StoreBytes(
                TVector.Min(TVector.Max(a * factor, low), high),
                TVector.Min(TVector.Max(b * factor, low), high),
                TVector.Min(TVector.Max(c * factor, low), high),
                TVector.Min(TVector.Max(d * factor, low), high),
                clip.ZeroPoint,
                (byte)clip.Largest,
                target + at);
        }

        return TVector.Sum(zeros);
    }

    /// <summary>The same for a row shorter than four vectors; writes up to a multiple of 16 bytes.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private static float FewToBytes(float* x, int count, InputClip clip, byte* target)
    {
        const int Width = 16;
        var padded = stackalloc float[Width];
        var zeroOrNaN = 0f;
        for (var i = 0; i < count; i += Width)
        {
            var own = Math.Min(Width, count - i);
            new ReadOnlySpan<float>(x + i, own).CopyTo(new Span<float>(padded, Width));
            new Span<float>(padded + own, Width - own).Clear();
            zeroOrNaN += ToBytes<Simd128>(padded, Width, clip, target + i);
        }

        return zeroOrNaN;
    }
}
