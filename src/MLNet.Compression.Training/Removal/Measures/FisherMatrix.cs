using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>One block F = λI + 1/m Σ g gᵀ, in double precision, and what follows from it.</summary>
/// <remarks>
/// The paper inverts F by one rank-one update a gradient (Woodbury). The sum of the gradients' products is the same matrix: it is factorised once,
/// in doubles. As the sum is rounded to fp32, a millionth of its largest diagonal entry goes on top of λ, so that rounding can't make F indefinite.
/// </remarks>
internal sealed class FisherMatrix
{
    private const double Rounding = 1e-6;

    private readonly double[][] _rows;

    /// <param name="sums">The lower triangle of Σ g gᵀ, row by row.</param>
    /// <param name="size">Rows.</param>
    /// <param name="gradients">m.</param>
    /// <param name="damping">λ.</param>
    public FisherMatrix(ReadOnlySpan<float> sums, int size, int gradients, double damping)
    {
        _rows = new double[size][];
        for (var row = 0; row < size; row++)
        {
            _rows[row] = new double[size];
            for (var column = 0; column <= row; column++)
            {
                _rows[row][column] = _rows[column][row] = (double)sums[(row * (row + 1) / 2) + column] / gradients;
            }
        }

        var least = damping + (Rounding * Enumerable.Range(0, size).Max(i => _rows[i][i]));
        for (var i = 0; i < size; i++)
        {
            _rows[i][i] += least;
        }
    }

    /// <summary>ρ = ½ wᵀ ([F⁻¹]_QQ)⁻¹ w of each unit Q.</summary>
    /// <param name="weights">w of all units.</param>
    /// <param name="unitOf">The unit of each weight.</param>
    public double[] Scores(float[] weights, int[] unitOf)
    {
        int[] all = [.. Enumerable.Range(0, weights.Length)];
        var inverse = Array.ConvertAll(all, i => Array.ConvertAll(all, j => i == j ? 1.0 : 0));
        Factor(all).Solve(inverse, WorkerPool.Inline);
        return [.. all.GroupBy(i => unitOf[i]).Select(unit => ScoreOf(inverse, weights, [.. unit]))];
    }

    /// <summary>
    /// The changes of the weights R that are kept which make up best for the removed ones Q: the least of ½ δᵀ F δ with δ_Q = −w_Q is at δ_R = F_RR⁻¹ F_RQ w_Q,
    /// which is the paper's −[F⁻¹]_RQ ([F⁻¹]_QQ)⁻¹ w_Q. All of a block that go at once are taken together; the paper adds up their single updates.
    /// </summary>
    /// <param name="weights">All weights.</param>
    /// <param name="kept">Which are kept.</param>
    /// <param name="removed">Which are removed now; the others were before.</param>
    public double[] Changes(float[] weights, bool[] kept, bool[] removed)
    {
        int[] remaining = [.. Enumerable.Range(0, weights.Length).Where(i => kept[i])];
        int[] going = [.. Enumerable.Range(0, weights.Length).Where(i => removed[i])];
        double[] solution = [.. remaining.Select(i => going.Sum(j => _rows[i][j] * weights[j]))];
        Factor(remaining).Solve([solution], WorkerPool.Inline);
        var changes = new double[weights.Length];
        for (var i = 0; i < remaining.Length; i++)
        {
            changes[remaining[i]] = solution[i];
        }

        return changes;
    }

    private static double ScoreOf(double[][] inverse, float[] weights, int[] unit)
    {
        if (unit is [var only])
        {
            return 0.5 * weights[only] * weights[only] / inverse[only][only];
        }

        double[] solution = [.. unit.Select(i => (double)weights[i])];
        new Cholesky(Part(inverse, unit), WorkerPool.Inline).Solve([solution], WorkerPool.Inline);
        return 0.5 * unit.Select((i, place) => weights[i] * solution[place]).Sum();
    }

    private Cholesky Factor(int[] places) => new(Part(_rows, places), WorkerPool.Inline);

    private static double[][] Part(double[][] rows, int[] places) => Array.ConvertAll(places, i => Array.ConvertAll(places, j => rows[i][j]));
}
