using System.Runtime.CompilerServices;

namespace MLNet.Compression.Runtime.Kernels.Simd;

/// <summary>2^x for x at most 126, within 2e-7 relative; zero below about -149.</summary>
/// <remarks>x = n + f with |f| at most 1/2, and 2^f = 1 + f P(f), P the minimax fit of degree 4.</remarks>
internal static class PowerOfTwo
{
    // Powers of two beyond the range that ScaleByPowerOfTwo promises.
    private const float Least = -250;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Of<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector>
    {
        x = TVector.Max(TVector.Create(Least), x);
        var n = TVector.Round(x);
        var f = x - n;
        var p = TVector.Create(1.32647273e-3f);
        p = TVector.MultiplyAdd(p, f, TVector.Create(9.67151299e-3f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(5.55073358e-2f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(2.40222424e-1f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(6.93147004e-1f));
        return TVector.ScaleByPowerOfTwo(TVector.MultiplyAdd(p, f, TVector.Create(1f)), n);
    }
    /// <summary>2^x for x at most 126, within 3e-6 relative; zero below about -149.</summary>
    /// <remarks>As above, with the minimax fit of degree 4 of 2^f itself.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Coarse<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector>
    {
        x = TVector.Max(TVector.Create(Least), x);
        var n = TVector.Round(x);
        var f = x - n;
        var p = TVector.Create(9.5701019e-3f);
        p = TVector.MultiplyAdd(p, f, TVector.Create(5.59178603e-2f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(2.40247448e-1f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(6.93121815e-1f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(9.99999261e-1f));
        return TVector.ScaleByPowerOfTwo(p, n);
    }
}
