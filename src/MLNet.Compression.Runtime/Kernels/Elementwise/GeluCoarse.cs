using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Elementwise;

/// <summary>x Φ(x) within 2.2e-4 + 1e-6 |x|, without a division, for results that are rounded to 7 bits.</summary>
/// <remarks>x Φ(x) = (x + |x| erf(|x| / √2)) / 2, where erf(u / √2) is a polynomial on [0, 4] that ends at 1, fitted for the least error of the whole.</remarks>
internal readonly struct GeluCoarse : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector>
    {
        var size = TVector.Abs(x);
        var u = TVector.Min(size, TVector.Create(4f));
        var p = TVector.Create(0.0012842108262702823f);
        p = TVector.MultiplyAdd(p, u, TVector.Create(-0.0198447834700346f));
        p = TVector.MultiplyAdd(p, u, TVector.Create(0.11529263108968735f));
        p = TVector.MultiplyAdd(p, u, TVector.Create(-0.28090324997901917f));
        p = TVector.MultiplyAdd(p, u, TVector.Create(0.08796519786119461f));
        p = TVector.MultiplyAdd(p, u, TVector.Create(0.7790951132774353f));
        return TVector.MultiplyAdd(size * u, p, x) * TVector.Create(0.5f);
    }
}
