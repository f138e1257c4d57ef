using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Rows;

/// <summary>Softmax along the rows of a matrix.</summary>
internal static class SoftmaxKernel
{
    /// <summary>In place: x_ij = e^(x_ij - max_i) / Σ_j e^(x_ij - max_i).</summary>
    public static void Forward(MatrixView x, WorkerPool pool) =>
        pool.Run(x.Rows, RowSplit.RowsPerPart(x.Columns), new ForwardWork(x));

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
}
