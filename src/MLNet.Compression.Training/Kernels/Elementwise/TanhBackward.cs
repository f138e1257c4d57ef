using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>dy (1 - y²), y = tanh x.</summary>
internal readonly struct TanhBackward : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector>(TVector y, TVector dy)
        where TVector : struct, ISimdVector<TVector> =>
        dy * (TVector.Create(1f) - (y * y));
}
