using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Elementwise;

/// <summary>x Φ(x) within 2e-7 max(1, |x|), for inference: half the work of the one in training, which keeps relative precision in the tail.</summary>
/// <remarks>Φ(x) = (1 + erf z) / 2 with z = x / √2 and erf z = z P(z²) / Q(z²) on [-4, 4]; the coefficients are those of Eigen's erf for floats.</remarks>
internal readonly struct GeluRational : IUnaryOperator
{
    private const float InverseSqrt2 = 0.707106781f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector>
    {
        var limit = TVector.Create(4f);
        var z = TVector.Max(-limit, TVector.Min(limit, x * TVector.Create(InverseSqrt2)));
        var t = z * z;
        var p = TVector.Create(-2.72614225e-10f);
        p = TVector.MultiplyAdd(p, t, TVector.Create(2.77068142e-8f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(-2.10102402e-6f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(-5.69250639e-5f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(-7.34990630e-4f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(-2.95459980e-3f));
        p = TVector.MultiplyAdd(p, t, TVector.Create(-1.60960333e-2f));
        var q = TVector.Create(-1.45660718e-5f);
        q = TVector.MultiplyAdd(q, t, TVector.Create(-2.13374055e-4f));
        q = TVector.MultiplyAdd(q, t, TVector.Create(-1.68282697e-3f));
        q = TVector.MultiplyAdd(q, t, TVector.Create(-7.37332917e-3f));
        q = TVector.MultiplyAdd(q, t, TVector.Create(-1.42647391e-2f));
        var half = x * TVector.Create(0.5f);
        return TVector.MultiplyAdd(half, z * p / q, half);
    }
}
