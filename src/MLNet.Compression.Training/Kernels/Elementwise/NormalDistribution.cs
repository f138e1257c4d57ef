using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>The standard normal distribution, as GELU needs it.</summary>
internal static class NormalDistribution
{
    private const float InverseSqrt2 = 0.707106781f;
    private const float InverseSqrt2Pi = 0.398942280f;

    /// <summary>|x|, at most 15: beyond, the tail is zero in fp32, and infinity times zero must not come up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Size<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector> =>
        TVector.Min(TVector.Create(15f), TVector.Abs(x));

    /// <summary>Φ(-s) = e^(-s²/2) erfcx(s/√2) / 2 and the density e^(-s²/2) / √(2π) for s from <see cref="Size"/>, within 1e-7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tail<TVector>(TVector size, out TVector density)
        where TVector : struct, ISimdVector<TVector>
    {
        var bell = VectorMath.Exp(size * size * TVector.Create(-0.5f));
        density = bell * TVector.Create(InverseSqrt2Pi);
        return bell * ScaledErfc(size * TVector.Create(InverseSqrt2)) * TVector.Create(0.5f);
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
}
