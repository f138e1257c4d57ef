using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>dy where x is positive, else 0.</summary>
internal readonly struct ReluBackward : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector>(TVector x, TVector dy)
        where TVector : struct, ISimdVector<TVector> =>
        TVector.Select(TVector.GreaterThan(x, TVector.Zero), dy, TVector.Zero);
}
