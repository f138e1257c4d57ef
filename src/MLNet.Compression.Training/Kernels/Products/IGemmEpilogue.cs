using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Products;

/// <summary>What happens to a tile of the result once it is complete, while it is in the cache.</summary>
internal interface IGemmEpilogue
{
    /// <summary>Changes one tile in place.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="row">The row of the result the tile starts at.</param>
    /// <param name="column">The column of the result the tile starts at.</param>
    void Apply<TVector>(MatrixView tile, int row, int column)
        where TVector : struct, ISimdVector<TVector>;
}
