using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Elementwise;

/// <summary>tanh x.</summary>
internal readonly struct TanhForward : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector> =>
        VectorMath.Tanh(x);
}
