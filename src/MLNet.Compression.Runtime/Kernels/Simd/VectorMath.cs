using System.Runtime.CompilerServices;

namespace MLNet.Compression.Runtime.Kernels.Simd;

/// <summary>Transcendental functions on vectors, written once for every width.</summary>
/// <remarks>
/// Bounds are in units in the last place (ulp) of the fp32 result with fused multiply-add, measured over dense ranges.
/// Coefficients are minimax fits (Remez) made for these forms. NaN gives NaN.
/// </remarks>
internal static class VectorMath
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two parts: the first has few enough bits that its product with an exponent is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>e^x, within 1 ulp; infinite above 88.72, denormal below -87.34, zero below -103.97.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector>
    {
        x = TVector.Min(TVector.Create(89f), TVector.Max(TVector.Create(-104f), x));
        var n = TVector.Round(x * TVector.Create(Log2E));
        return TVector.ScaleByPowerOfTwo(ExpReducedMinusOne(x, n) + TVector.Create(1f), n);
    }

    /// <summary>1 / (1 + e^-x), within 3 ulp where the result is normal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector> =>
        TVector.Create(1f) / (TVector.Create(1f) + Exp(-x));

    /// <summary>tanh x, within 3 ulp.</summary>
    /// <remarks>With E = e^2|x| - 1, computed without cancellation: tanh |x| = E / (E + 2).</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector>
    {
        // tanh 10 is 1 in fp32.
        var twice = TVector.Min(TVector.Create(20f), TVector.Abs(x) + TVector.Abs(x));
        var n = TVector.Round(twice * TVector.Create(Log2E));
        var power = TVector.ScaleByPowerOfTwo(TVector.Create(1f), n);
        var e = TVector.MultiplyAdd(power, ExpReducedMinusOne(twice, n), power - TVector.Create(1f));
        return TVector.CopySign(e / (e + TVector.Create(2f)), x);
    }

    /// <summary>The error function 2/√π ∫₀ˣ e^-t² dt, within 3 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Erf<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector>
    {
        var size = TVector.Abs(x);
        var square = x * x;
        var series = TVector.Create(-6.5352372e-4f);
        series = TVector.MultiplyAdd(series, square, TVector.Create(5.0851307e-3f));
        series = TVector.MultiplyAdd(series, square, TVector.Create(-2.6820807e-2f));
        series = TVector.MultiplyAdd(series, square, TVector.Create(1.1283113e-1f));
        series = TVector.MultiplyAdd(series, square, TVector.Create(-3.7612602e-1f));
        series = TVector.MultiplyAdd(series, square, TVector.Create(1.1283791f));

        // Beyond 4, erf is 1 in fp32; the bound keeps infinity times zero out.
        var clipped = TVector.Min(TVector.Create(4f), size);
        var tail = TVector.Create(1f) - (Exp(-(clipped * clipped)) * ScaledErfc(clipped));
        return TVector.CopySign(TVector.Select(TVector.GreaterThan(size, TVector.Create(0.8f)), tail, size * series), x);
    }

    /// <summary>e^z² erfc(z) for z in [0, 12], within 6 ulp.</summary>
    /// <remarks>t P(t) with t = 1 / (1 + 0.38 z): the form of Abramowitz and Stegun 7.1.26, of a higher degree.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ScaledErfc<TVector>(TVector z)
        where TVector : struct, ISimdVector<TVector>
    {
        var one = TVector.Create(1f);
        var t = one / TVector.MultiplyAdd(TVector.Create(0.38f), z, one);
        var p = TVector.Create(5.9049219e-2f);
        p = TVector.MultiplyAdd(p, t, TVector.Create(-2.6269719e-1f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(3.6475828e-1f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(-1.6253388e-1f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(2.3080638e-1f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(1.3829794e-1f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(2.0400245e-1f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(2.1390496e-1f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(2.1441187e-1f));
        return p * t;
    }

    // e^r - 1 = r + r² P(r) for r = x - n ln 2, |r| at most ln 2 / 2.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ExpReducedMinusOne<TVector>(TVector x, TVector n)
        where TVector : struct, ISimdVector<TVector>
    {
        var r = TVector.MultiplyAdd(n, TVector.Create(-Ln2High), x);
        r = TVector.MultiplyAdd(n, TVector.Create(-Ln2Low), r);
        var p = TVector.Create(1.3814613e-3f);
        p = TVector.MultiplyAdd(p, r, TVector.Create(8.3687107e-3f));
        p = TVector.MultiplyAdd(p, r, TVector.Create(4.1668389e-2f));
        p = TVector.MultiplyAdd(p, r, TVector.Create(1.6666521e-1f));
        p = TVector.MultiplyAdd(p, r, TVector.Create(0.49999994f));
        return TVector.MultiplyAdd(p, r * r, r);
    }
}
