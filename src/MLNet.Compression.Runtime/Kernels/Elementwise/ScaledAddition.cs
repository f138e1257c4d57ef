using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Elementwise;

/// <summary>a x + y.</summary>
internal readonly struct ScaledAddition(float factor) : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector> =>
        TVector.MultiplyAdd(TVector.Create(factor), x, y);
}
