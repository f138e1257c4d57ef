using MLNet.Compression.Runtime.Kernels.Rows;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels;

/// <summary>Softmax along the rows of a matrix.</summary>
internal static class SoftmaxKernel
{
    /// <summary>In place: x_ij = e^(x_ij - max_i) / Σ_j e^(x_ij - max_i).</summary>
    public static void Forward(MatrixView x, WorkerPool pool) =>
        pool.Run(x.Rows, RowSplit.RowsPerPart(x.Columns), new ForwardWork(x));

    /// <summary>ds_ij = p_ij (dp_ij - Σ_j dp_ij p_ij).</summary>
    /// <param name="p">What the forward pass gave.</param>
    /// <param name="dp">The gradient of p.</param>
    /// <param name="ds">The gradient of the forward pass's argument, overwritten; may be <paramref name="dp"/>.</param>
    /// <param name="pool">The threads to use.</param>
    public static void Backward(MatrixView p, MatrixView dp, MatrixView ds, WorkerPool pool)
    {
        ShapeCheck.Same(p, dp, nameof(dp));
        ShapeCheck.Same(p, ds, nameof(ds));
        pool.Run(p.Rows, RowSplit.RowsPerPart(p.Columns), new BackwardWork(p, dp, ds));
    }

    private readonly unsafe struct ForwardWork(MatrixView x) : IVectorWork
    {
        public void Run<TVector>(int from, int to)
            where TVector : struct, ISimdVector<TVector>
        {
            for (var row = from; row < to; row++)
            {
                SoftmaxRow.Forward<TVector>(x.Row(row), x.Columns);
            }
        }
    }

    private readonly unsafe struct BackwardWork(MatrixView p, MatrixView dp, MatrixView ds) : IVectorWork
    {
        public void Run<TVector>(int from, int to)
            where TVector : struct, ISimdVector<TVector>
        {
            for (var row = from; row < to; row++)
            {
                SoftmaxRow.Backward<TVector>(p.Row(row), dp.Row(row), ds.Row(row), p.Columns);
            }
        }
    }
}
