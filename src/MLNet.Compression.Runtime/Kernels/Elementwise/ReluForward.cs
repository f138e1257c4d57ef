using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Elementwise;

/// <summary>max(x, 0).</summary>
internal readonly struct ReluForward : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector> =>
        TVector.Max(TVector.Zero, x);
}
