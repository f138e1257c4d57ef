using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>p x + (1 − p) y.</summary>
internal readonly struct Blending(float share) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector> =>
        (TVector.Create(share) * x) + (TVector.Create(1 - share) * y);
}
