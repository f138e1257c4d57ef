using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Normalization;

/// <summary>x = layer norm(x + y), row by row, and the integers of the result.</summary>
/// <remarks>Some rows go through each part together, as the end of one row's part would have to be waited for.</remarks>
/// <param name="x">The residual connection's state, overwritten.</param>
/// <param name="y">What is added; the same shape, or default for nothing.</param>
/// <param name="gamma">γ [features].</param>
/// <param name="beta">β [features].</param>
/// <param name="epsilon">ε.</param>
/// <param name="integers">Receives the result in integers, unless it has no rows.</param>
internal readonly unsafe struct ResidualNormWork(MatrixView x, MatrixView y, float* gamma, float* beta, float epsilon, QuantizedRows integers) : IVectorWork
{
    private const int RowsAtOnce = 8;

    [SkipLocalsInit]
    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var columns = x.Columns;
        var means = stackalloc float[RowsAtOnce];
        var factors = stackalloc float[RowsAtOnce];
        var ranges = stackalloc ValueRange[RowsAtOnce];
        for (var first = from; first < to; first += RowsAtOnce)
        {
            var count = Math.Min(RowsAtOnce, to - first);
            for (var i = 0; i < count; i++)
            {
                var row = x.Row(first + i);
                means[i] = y.Data is null ? LayerNormRow.Sum<TVector>(row, columns) : LayerNormRow.AddAndSum<TVector>(row, y.Row(first + i), columns);
                means[i] /= columns;
            }

            for (var i = 0; i < count; i++)
            {
                factors[i] = LayerNormRow.InverseDeviation<TVector>(x.Row(first + i), columns, means[i], epsilon);
            }

            for (var i = 0; i < count; i++)
            {
                var row = x.Row(first + i);
                ranges[i] = LayerNormRow.Normalize<TVector>(row, gamma, beta, means[i], factors[i], row, columns);
            }

            for (var i = 0; i < count && !integers.IsNone; i++)
            {
                ActivationQuantizer.QuantizeRow<TVector>(x.Row(first + i), columns, ranges[i], integers, first + i);
            }
        }
    }
}
