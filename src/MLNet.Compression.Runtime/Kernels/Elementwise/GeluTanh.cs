using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Elementwise;

/// <summary>The gate of the tanh approximation of GELU.</summary>
internal static class GeluTanh
{
    // 2 √(2/π), and that times 0.044715.
    private const float Linear = 1.59576912f;
    private const float Cubic = 0.0713548162f;

    /// <summary>σ(2u) and 2u′ for u = √(2/π) (x + 0.044715 x³).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Gate<TVector>(TVector x, out TVector slope)
        where TVector : struct, ISimdVector<TVector>
    {
        var square = x * x;
        slope = TVector.MultiplyAdd(square, TVector.Create(3 * Cubic), TVector.Create(Linear));
        return VectorMath.Sigmoid(x * TVector.MultiplyAdd(square, TVector.Create(Cubic), TVector.Create(Linear)));
    }
}
