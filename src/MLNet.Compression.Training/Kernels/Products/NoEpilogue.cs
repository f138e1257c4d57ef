using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Products;

/// <summary>Leaves the product as it is.</summary>
internal readonly struct NoEpilogue : IGemmEpilogue
{
    public void Apply<TVector>(MatrixView tile, int row, int column)
        where TVector : struct, ISimdVector<TVector>
    {
    }
}
