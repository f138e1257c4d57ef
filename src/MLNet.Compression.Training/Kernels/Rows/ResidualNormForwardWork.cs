using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Training.Kernels.Dropout;

namespace MLNet.Compression.Training.Kernels.Rows;

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
            var center = SumOf<TVector>(row) / x.Columns;
            var scale = LayerNormRow.InverseDeviation<TVector>(x.Row(row), x.Columns, center, epsilon);
            _ = LayerNormRow.Normalize<TVector>(x.Row(row), gamma, beta, center, scale, y.Row(row), x.Columns);
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

    /// <summary>z of a row in place of x, and its sum.</summary>
    private float SumOf<TVector>(int row)
        where TVector : struct, ISimdVector<TVector>
    {
        if (residual.Data is null)
        {
            return LayerNormRow.Sum<TVector>(x.Row(row), x.Columns);
        }

        if (!mask.KeepsAll)
        {
            DropoutKernel.Apply<TVector>(x.Row(row), x.Row(row), x.Columns, mask, (uint)row * (uint)x.Columns);
        }

        return LayerNormRow.AddAndSum<TVector>(x.Row(row), residual.Row(row), x.Columns);
    }
}
