using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>dy (Φ(x) + x φ(x)), φ the standard normal density.</summary>
internal readonly struct GeluBackward : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector>(TVector x, TVector dy)
        where TVector : struct, ISimdVector<TVector>
    {
        var size = NormalDistribution.Size(x);
        var tail = NormalDistribution.Tail(size, out var density);
        var distribution = TVector.Select(TVector.GreaterThan(x, TVector.Zero), TVector.Create(1f) - tail, tail);
        return dy * TVector.MultiplyAdd(TVector.CopySign(size, x), density, distribution);
    }
}
