using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Elementwise;

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
        return bell * VectorMath.ScaledErfc(size * TVector.Create(InverseSqrt2)) * TVector.Create(0.5f);
    }
}
