namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>One block F = λI + 1/m Σ g gᵀ, in double precision, and what follows from it.</summary>
/// <remarks>
/// The paper inverts F by one rank-one update a gradient (Woodbury). The sum of the gradients' products is the same matrix: it is factorised once,
/// in doubles. As the sum is rounded to fp32, a millionth of its largest diagonal entry goes on top of λ, so that rounding can't make F indefinite.
/// </remarks>
internal sealed class FisherMatrix
{
    private const double Rounding = 1e-6;

    private readonly QuadraticForm _form;

    /// <param name="sums">The lower triangle of Σ g gᵀ, row by row.</param>
    /// <param name="size">Rows.</param>
    /// <param name="gradients">m.</param>
    /// <param name="damping">λ.</param>
    public FisherMatrix(ReadOnlySpan<float> sums, int size, int gradients, double damping)
    {
        var rows = new double[size][];
        for (var row = 0; row < size; row++)
        {
            rows[row] = new double[size];
            for (var column = 0; column <= row; column++)
            {
                rows[row][column] = rows[column][row] = (double)sums[(row * (row + 1) / 2) + column] / gradients;
            }
        }

        var least = damping + (Rounding * Enumerable.Range(0, size).Max(i => rows[i][i]));
        for (var i = 0; i < size; i++)
        {
            rows[i][i] += least;
        }

        _form = new QuadraticForm(rows);
    }

    /// <summary>ρ = ½ wᵀ ([F⁻¹]_QQ)⁻¹ w of each unit Q.</summary>
    /// <param name="weights">w of all units.</param>
    /// <param name="unitOf">The unit of each weight.</param>
    public double[] Scores(float[] weights, int[] unitOf)
    {
        int[] all = [.. Enumerable.Range(0, weights.Length)];
        var inverse = _form.Inverse(all);
        return [.. all.GroupBy(i => unitOf[i]).Select(unit => QuadraticForm.Costs(inverse, [.. unit], [[.. unit.Select(i => (double)weights[i])]]).Single())];
    }

    /// <summary>
    /// The changes of the weights that are kept which make up best for the removed ones, the paper's −[F⁻¹]_RQ ([F⁻¹]_QQ)⁻¹ w_Q.
    /// All of a block that go at once are taken together; the paper adds up their single updates.
    /// </summary>
    /// <param name="weights">All weights.</param>
    /// <param name="kept">Which are kept.</param>
    /// <param name="removed">Which are removed now; the others were before.</param>
    public double[] Changes(float[] weights, bool[] kept, bool[] removed)
    {
        int[] remaining = [.. Enumerable.Range(0, weights.Length).Where(i => kept[i])];
        int[] going = [.. Enumerable.Range(0, weights.Length).Where(i => removed[i])];
        var solution = _form.Changes(remaining, going, [[.. going.Select(i => (double)weights[i])]]).Single();
        var changes = new double[weights.Length];
        for (var i = 0; i < remaining.Length; i++)
        {
            changes[remaining[i]] = solution[i];
        }

        return changes;
    }
}
