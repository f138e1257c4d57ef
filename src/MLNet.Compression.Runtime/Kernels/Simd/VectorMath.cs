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
