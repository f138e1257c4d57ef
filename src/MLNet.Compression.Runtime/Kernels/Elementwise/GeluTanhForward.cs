using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Elementwise;

/// <summary>x (1 + tanh u) / 2 = x σ(2u), u = √(2/π) (x + 0.044715 x³).</summary>
internal readonly struct GeluTanhForward : IUnaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector>
    {
        // Below -20 the result is zero; the bound keeps infinity times zero out.
        x = TVector.Max(TVector.Create(-20f), x);
        return x * GeluTanh.Gate(x, out _);
    }
}
