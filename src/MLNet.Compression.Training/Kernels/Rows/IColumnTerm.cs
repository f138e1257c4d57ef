using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Rows;

/// <summary>A matrix whose elements are computed as they are summed down the columns.</summary>
internal interface IColumnTerm
{
    /// <summary>A whole vector of elements from <paramref name="column"/> on.</summary>
    TVector Load<TVector>(int row, int column)
        where TVector : struct, ISimdVector<TVector>;

    /// <summary>The first <paramref name="count"/> elements from <paramref name="column"/> on, and zeros.</summary>
    TVector LoadPartial<TVector>(int row, int column, int count)
        where TVector : struct, ISimdVector<TVector>;
}
