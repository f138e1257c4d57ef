using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>What a tile multiplies and adds: what the 32 bits of a lane stand for.</summary>
internal interface ITileProduct<TVector>
    where TVector : struct, ISimdVector<TVector>
{
    /// <summary>a b + sum.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector sum);

    /// <summary>The sum of two sums.</summary>
    static abstract TVector Add(TVector a, TVector b);
}
