using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Rows;

/// <summary>dy x̂ with x̂ = (x - μ) r: what the gradient of a layer norm's γ sums.</summary>
internal readonly unsafe struct NormalizedTerm(MatrixView x, float* mean, float* inverseDeviation, MatrixView dy) : IColumnTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Load<TVector>(int row, int column)
        where TVector : struct, ISimdVector<TVector> =>
        Term(row, TVector.Load(x.Row(row) + column), TVector.Load(dy.Row(row) + column));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector LoadPartial<TVector>(int row, int column, int count)
        where TVector : struct, ISimdVector<TVector> =>
        Term(
            row,
            TVector.LoadPartial(x.Row(row) + column, count, TVector.Create(mean[row])),
            TVector.LoadPartial(dy.Row(row) + column, count, TVector.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Term<TVector>(int row, TVector value, TVector gradient)
        where TVector : struct, ISimdVector<TVector> =>
        gradient * ((value - TVector.Create(mean[row])) * TVector.Create(inverseDeviation[row]));
}
