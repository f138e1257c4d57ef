using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Elementwise;

/// <summary>y = f(x), lane by lane.</summary>
internal interface IUnaryOperator
{
    TVector Invoke<TVector>(TVector x)
        where TVector : struct, ISimdVector<TVector>;
}
