using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Rows;

namespace MLNet.Compression.Training.Kernels.Rows;

/// <summary>Sums down the columns of a matrix: the gradient of a bias.</summary>
internal static unsafe class ColumnSumKernel
{
    /// <summary>sums_j += Σ_i x_ij, with the same bits for any number of threads.</summary>
    /// <param name="x">The matrix.</param>
    /// <param name="sums">[columns]; what it holds is added to.</param>
    /// <param name="pool">The threads to use.</param>
    public static void Accumulate(MatrixView x, Span<float> sums, WorkerPool pool)
    {
        ShapeCheck.Length(x.Columns, sums.Length, nameof(sums));
        fixed (float* target = sums)
        {
            Accumulate(new ElementTerm(x), x.Rows, x.Columns, target, pool);
        }
    }

    /// <summary>sums_j += Σ_i term_ij.</summary>
    internal static void Accumulate<TTerm>(TTerm term, int rows, int columns, float* sums, WorkerPool pool)
        where TTerm : struct, IColumnTerm
    {
        var strips = ColumnSumWork<TTerm>.Strips(columns);
        var perPart = RowSplit.RowsPerPart((long)rows * ColumnSumWork<TTerm>.Strip);
        pool.Run(strips, perPart, new ColumnSumWork<TTerm>(term, rows, columns, sums));
    }
}
