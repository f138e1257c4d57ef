using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>x Φ(x), Φ the standard normal distribution.</summary>
internal readonly struct GeluForward : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector>
    {
        // The smaller tail of Φ keeps its relative precision: x Φ(x) = max(x, 0) - |x| Φ(-|x|).
        var size = NormalDistribution.Size(x);
        return TVector.Max(TVector.Zero, x) - (size * NormalDistribution.Tail(size, out _));
    }
}
