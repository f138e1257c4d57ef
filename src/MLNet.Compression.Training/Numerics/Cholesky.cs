using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Training.Numerics;

/// <summary>A = L Lᵀ of a symmetric positive definite matrix, and the solutions of A x = b by it (Golub and Van Loan 2013, section 4.2).</summary>
internal sealed class Cholesky
{
    /// <summary>Columns that are made before the rows below take them up: so many rows stay in the cache.</summary>
    private const int Block = 64;

    /// <summary>Right sides that are solved together, so that a row of L serves them all.</summary>
    private const int SidesAtOnce = 8;

    private readonly double[][] _rows;

    /// <param name="matrix">The rows of a symmetric positive definite matrix, of which only the lower triangle is read; overwritten.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArithmeticException">The matrix is not positive definite.</exception>
    public Cholesky(double[][] matrix, WorkerPool workers, CancellationToken cancellationToken = default)
    {
        _rows = matrix;
        for (var start = 0; start < matrix.Length; start += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (from, to) = (start, Math.Min(matrix.Length, start + Block));
            for (var row = from; row < to; row++)
            {
                Eliminate(row, from, row);
                _rows[row][row] = Pivot(row);
            }

            workers.For(matrix.Length - to, i => Eliminate(to + i, from, to));
        }
    }

    /// <summary>A row of L, up to its last entry that is not zero [<paramref name="row"/> + 1].</summary>
    /// <param name="row">The row, from 0.</param>
    public ReadOnlySpan<double> Row(int row) => _rows[row].AsSpan(0, row + 1);

    /// <summary>Solves A x = b for several b.</summary>
    /// <param name="sides">The right sides b, each as long as A has rows; overwritten by the solutions x.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    public void Solve(double[][] sides, WorkerPool workers) =>
        workers.For((sides.Length + SidesAtOnce - 1) / SidesAtOnce, part => Solve(sides.AsSpan(part * SidesAtOnce, Math.Min(SidesAtOnce, sides.Length - (part * SidesAtOnce)))));

    /// <summary>L y = b from the first row to the last, Lᵀ x = y from the last to the first.</summary>
    private void Solve(ReadOnlySpan<double[]> sides)
    {
        for (var row = 0; row < _rows.Length; row++)
        {
            foreach (var side in sides)
            {
                side[row] = (side[row] - TensorPrimitives.Dot(_rows[row].AsSpan(0, row), side.AsSpan(0, row))) / _rows[row][row];
            }
        }

        for (var row = _rows.Length - 1; row >= 0; row--)
        {
            foreach (var side in sides)
            {
                side[row] /= _rows[row][row];
                var above = side.AsSpan(0, row);
                TensorPrimitives.MultiplyAdd(_rows[row].AsSpan(0, row), -side[row], above, above);
            }
        }
    }

    /// <summary>L[i][j] = (A[i][j] − Σ over k below j of L[i][k] L[j][k]) / L[j][j].</summary>
    private void Eliminate(int row, int from, int to)
    {
        for (var column = from; column < to; column++)
        {
            var dot = TensorPrimitives.Dot(_rows[row].AsSpan(0, column), _rows[column].AsSpan(0, column));
            _rows[row][column] = (_rows[row][column] - dot) / _rows[column][column];
        }
    }

    private double Pivot(int row)
    {
        var rest = _rows[row][row] - TensorPrimitives.SumOfSquares(_rows[row].AsSpan(0, row));
        return rest > 0 ? Math.Sqrt(rest) : throw new ArithmeticException($"The matrix is not positive definite: pivot {row} is {rest:0.0e+0}.");
    }
}
