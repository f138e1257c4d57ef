using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Training.Kernels.Rows;

/// <summary>The elements themselves.</summary>
internal readonly unsafe struct ElementTerm(MatrixView x) : IColumnTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Load<TVector>(int row, int column)
        where TVector : struct, ISimdVector<TVector> =>
        TVector.Load(x.Row(row) + column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector LoadPartial<TVector>(int row, int column, int count)
        where TVector : struct, ISimdVector<TVector> =>
        TVector.LoadPartial(x.Row(row) + column, count, TVector.Zero);
}
