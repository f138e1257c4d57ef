using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Calibration;

/// <summary>
/// Rounds the rows w of a matrix column by column, so that each column makes up for the errors of those before it: GPTQ (Frantar et al. 2023), of
/// the change that rounding makes to outputs, e H eᵀ with e = w − ŵ and H = Σ x xᵀ + λ I over the layer's inputs x. λ is the damping times the mean of the diagonal.
/// </summary>
/// <remarks>
/// <para>With H = L Lᵀ, L lower triangular, e H eᵀ = Σ over k of (e_k L_kk + Σ over i above k of e_i L_ik)². From the last column to the first each term has one e
/// that is still free, so ŵ_k is what is nearest to w_k + (Σ over i above k of e_i L_ik) / L_kk: the same weights as with the paper's inverse of H (Chee et
/// al. 2023, theorem 6), without inverting.</para>
/// <para>Columns are ordered such that those with the largest inputs are rounded first, while there are most others to make up for them, as the
/// authors' own program can ("act-order"); the paper takes them as they come.</para>
/// </remarks>
internal sealed class ColumnRounding
{
    /// <summary>Rows that are rounded together, so that a row of L serves them all.</summary>
    private const int RowsAtOnce = 8;

    private readonly int[] _order;
    private readonly Cholesky _factor;
    private readonly WorkerPool _workers;
    private readonly CancellationToken _cancellationToken;

    /// <param name="inputs">Σ x xᵀ, row by row; not changed.</param>
    /// <param name="damping">λ as a share of the mean of the diagonal, positive.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArithmeticException">The inputs are no numbers, or the damping is too small for them.</exception>
    public ColumnRounding(double[][] inputs, double damping, WorkerPool workers, CancellationToken cancellationToken = default)
    {
        (_workers, _cancellationToken) = (workers, cancellationToken);
        _order = [.. Enumerable.Range(0, inputs.Length).OrderBy(column => inputs[column][column]).ThenByDescending(column => column)];
        var mean = inputs.Select((row, i) => row[i]).Average();
        _factor = new Cholesky(Damped(inputs, mean == 0 ? 1 : damping * mean), workers, cancellationToken);
    }

    /// <summary>Rounds a matrix.</summary>
    /// <param name="weights">w [outputs x inputs].</param>
    /// <param name="grid">The values to choose from.</param>
    /// <param name="keepsZeros">Whether zeros are removed weights, which stay zero.</param>
    /// <returns>ŵ, row by row.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public float[] Run(MatrixView weights, WeightGrid grid, bool keepsZeros)
    {
        var rounded = new float[weights.Rows * weights.Columns];
        _workers.For((weights.Rows + RowsAtOnce - 1) / RowsAtOnce, part =>
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var first = part * RowsAtOnce;
            RoundRows(weights, first, Math.Min(weights.Rows, first + RowsAtOnce), grid, keepsZeros, rounded);
        });
        return rounded;
    }

    /// <summary>The lower triangle of H with its rows and columns in the order.</summary>
    private double[][] Damped(double[][] inputs, double lambda)
    {
        var triangle = new double[_order.Length][];
        _workers.For(_order.Length, i =>
        {
            triangle[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                triangle[i][j] = inputs[_order[i]][_order[j]];
            }

            triangle[i][i] += lambda;
        });
        return triangle;
    }

    private void RoundRows(MatrixView weights, int from, int to, WeightGrid grid, bool keepsZeros, float[] rounded)
    {
        var carried = Enumerable.Range(from, to - from).Select(_ => new double[_order.Length]).ToArray();
        for (var k = _order.Length - 1; k >= 0; k--)
        {
            var column = _order[k];
            var factor = _factor.Row(k);
            for (var row = from; row < to; row++)
            {
                var sums = carried[row - from];
                var weight = weights.RowSpan(row)[column];
                if (weight != 0 || !keepsZeros)
                {
                    var value = grid.Nearest(row, column, weight + (sums[k] / factor[k]));
                    rounded[(row * _order.Length) + column] = value;
                    TensorPrimitives.MultiplyAdd(factor[..k], (double)weight - value, sums.AsSpan(0, k), sums.AsSpan(0, k));
                }
            }
        }
    }
}
