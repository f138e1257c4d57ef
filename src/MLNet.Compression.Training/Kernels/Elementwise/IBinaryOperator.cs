using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Elementwise;

/// <summary>z = f(x, y), lane by lane.</summary>
internal interface IBinaryOperator
{
    TVector Invoke<TVector>(TVector x, TVector y)
        where TVector : struct, ISimdVector<TVector>;
}
