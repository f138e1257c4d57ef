using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Rows;

/// <summary>z = m ∘ x + residual, y = γ (z - μ) r + β, row by row, while the row is in the cache.</summary>
/// <param name="x">x, and then z; read only where there is no residual.</param>
/// <param name="residual">The same shape, or without data.</param>
/// <param name="mask">m, over the elements of x row by row.</param>
/// <param name="gamma">γ [features].</param>
/// <param name="beta">β [features].</param>
/// <param name="epsilon">What is added to the variance.</param>
/// <param name="y">The result.</param>
/// <param name="mean">μ [rows], or null.</param>
/// <param name="inverseDeviation">r [rows], or null.</param>
internal readonly unsafe struct ResidualNormForwardWork(
    MatrixView x, MatrixView residual, DropoutMask mask, float* gamma, float* beta, float epsilon, MatrixView y, float* mean, float* inverseDeviation) : IVectorWork
{
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        for (var row = from; row < to; row++)
        {
            if (residual.Data is not null)
            {
                DropAndAdd<TVector>(x.Row(row), residual.Row(row), (uint)row * (uint)x.Columns);
            }

            var (center, scale) = LayerNormRow.Moments<TVector>(x.Row(row), x.Columns, epsilon);
            LayerNormRow.Normalize<TVector>(x.Row(row), gamma, beta, center, scale, y.Row(row), x.Columns);
            if (mean is not null)
            {
                mean[row] = center;
            }

            if (inverseDeviation is not null)
            {
                inverseDeviation[row] = scale;
            }
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void DropAndAdd<TVector>(float* values, float* added, uint first)
        where TVector : struct, ISimdVector<TVector>
    {
        var (count, keepsAll) = (x.Columns, mask.KeepsAll);
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            var value = TVector.Load(values + i);
            value = keepsAll ? value : value * mask.Factors<TVector>(first + (uint)i);
            (value + TVector.Load(added + i)).Store(values + i);
        }

        if (i < count)
        {
            var rest = count - i;
            var value = TVector.LoadPartial(values + i, rest, TVector.Zero);
            value = keepsAll ? value : value * mask.Factors<TVector>(first + (uint)i);
            (value + TVector.LoadPartial(added + i, rest, TVector.Zero)).StorePartial(values + i, rest);
        }
    }
}
