using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>dy (s + x s (1 - s) 2u′), s = σ(2u), u = √(2/π) (x + 0.044715 x³).</summary>
internal readonly struct GeluTanhBackward : IBinaryOperator
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Invoke<TVector>(TVector x, TVector dy)
        where TVector : struct, ISimdVector<TVector>
    {
        // Beyond 20 the gate is 0 or 1; the bound keeps infinity times zero out.
        x = TVector.Min(TVector.Create(20f), TVector.Max(TVector.Create(-20f), x));
        var gate = GeluTanh.Gate(x, out var slope);
        return dy * TVector.MultiplyAdd(x * slope, gate * (TVector.Create(1f) - gate), gate);
    }
}
