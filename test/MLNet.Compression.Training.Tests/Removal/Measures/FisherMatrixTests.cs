using MLNet.Compression.Training.Removal.Measures;

namespace MLNet.Compression.Training.Tests.Removal.Measures;

/// <summary>Against the paper's way: an inverse by rank-one updates, and its formulas by explicit inverses, in doubles.</summary>
public class FisherMatrixTests
{
    private const int Size = 6;
    private const double Damping = 0.01;

    private static readonly double[][] _gradients = [.. Enumerable.Range(0, 9).Select(i => Enumerable.Range(0, Size).Select(j => (double)((((i + 2) * (j + 3) * 7) + (i * i)) % 11) - 5).ToArray())];
    private static readonly float[] _weights = [0.5f, -1, 2, 0.25f, -0.75f, 1.5f];

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(6)]
    public void Scores_Units_AreThoseOfTheInverse(int unit)
    {
        var inverse = Inverse();

        var scores = Matrix().Scores(_weights, [.. Enumerable.Range(0, Size).Select(i => i / unit)]);

        for (var i = 0; i < scores.Length; i++)
        {
            int[] places = [.. Enumerable.Range(i * unit, unit)];
            var inner = Invert(Part(inverse, places, places));
            var expected = 0.5 * places.Select((p, a) => places.Select((q, b) => _weights[p] * inner[a][b] * _weights[q]).Sum()).Sum();
            Assert.That(scores[i], Is.EqualTo(expected).Within(1e-9 * expected));
        }
    }

    [Test]
    public void Changes_RemovedUnits_AreTheOptimalUpdate()
    {
        int[] kept = [0, 2, 5];
        int[] removed = [1, 3, 4];
        var inverse = Inverse();

        var changes = Matrix().Changes(_weights, [.. Enumerable.Range(0, Size).Select(kept.Contains)], [.. Enumerable.Range(0, Size).Select(removed.Contains)]);

        var inner = Invert(Part(inverse, removed, removed));
        foreach (var place in kept)
        {
            var expected = -removed.Select((p, a) => removed.Select((q, b) => inverse[place][p] * inner[a][b] * _weights[q]).Sum()).Sum();
            Assert.That(changes[place], Is.EqualTo(expected).Within(1e-9));
        }

        Assert.That(removed.Select(place => changes[place]), Is.All.Zero);
    }

    /// <remarks>What was removed before takes no part: its gradient is 0, and it does not change.</remarks>
    [Test]
    public void Changes_RemovedBefore_StaysAsItIs()
    {
        var changes = Matrix().Changes(_weights, [true, false, true, false, true, true], [false, true, false, false, false, false]);

        Assert.That(changes[3], Is.Zero);
        Assert.That(changes[0], Is.Not.Zero);
    }

    private static FisherMatrix Matrix() => new(
        [.. Enumerable.Range(0, Size).SelectMany(row => Enumerable.Range(0, row + 1).Select(column => (float)_gradients.Sum(gradient => gradient[row] * gradient[column])))],
        Size,
        _gradients.Length,
        Damping);

    /// <summary>F⁻¹ ← F⁻¹ − F⁻¹ g gᵀ F⁻¹ / (m + gᵀ F⁻¹ g), from 1/λ on.</summary>
    private static double[][] Inverse()
    {
        var damping = Damping + (1e-6 * Enumerable.Range(0, Size).Max(i => _gradients.Sum(gradient => gradient[i] * gradient[i]) / _gradients.Length));
        double[][] inverse = [.. Enumerable.Range(0, Size).Select(i => Enumerable.Range(0, Size).Select(j => i == j ? 1 / damping : 0).ToArray())];
        foreach (var gradient in _gradients)
        {
            double[] product = [.. inverse.Select(row => row.Zip(gradient, (x, y) => x * y).Sum())];
            var divisor = _gradients.Length + product.Zip(gradient, (x, y) => x * y).Sum();
            for (var i = 0; i < Size; i++)
            {
                for (var j = 0; j < Size; j++)
                {
                    inverse[i][j] -= product[i] * product[j] / divisor;
                }
            }
        }

        return inverse;
    }

    private static double[][] Part(double[][] matrix, int[] rows, int[] columns) => [.. rows.Select(i => columns.Select(j => matrix[i][j]).ToArray())];

    /// <summary>Gauss and Jordan's way.</summary>
    private static double[][] Invert(double[][] matrix)
    {
        var n = matrix.Length;
        double[][] rows = [.. matrix.Select((row, i) => (double[])[.. row, .. Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0)])];
        for (var pivot = 0; pivot < n; pivot++)
        {
            var best = Enumerable.Range(pivot, n - pivot).MaxBy(i => Math.Abs(rows[i][pivot]));
            (rows[pivot], rows[best]) = (rows[best], rows[pivot]);
            rows[pivot] = Array.ConvertAll(rows[pivot], x => x / rows[pivot][pivot]);
            for (var i = 0; i < n; i++)
            {
                if (i != pivot)
                {
                    rows[i] = [.. rows[i].Zip(rows[pivot], (x, y) => x - (rows[i][pivot] * y))];
                }
            }
        }

        return [.. rows.Select(row => row[n..])];
    }
}
