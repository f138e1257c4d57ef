using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Tests.Evaluation;

public class VectorSimilaritiesTests
{
    [TestCase(2, 1)]
    [TestCase(3, 3)]
    [TestCase(8, 28)]
    [TestCase(9, 36)]
    public void Pairs_FewRows_AreAllAndEachOnce(int rows, int pairs)
    {
        var all = VectorSimilarities.Pairs(rows).Select(pair => (Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B))).ToArray();

        Assert.That(all, Is.Unique);
        Assert.That(all, Has.Length.EqualTo(pairs));
        Assert.That(all, Has.None.Matches<(int A, int B)>(pair => pair.A == pair.B));
    }

    [TestCase(3_000)]
    [TestCase(600_000)]
    public void Pairs_ManyRows_AreBoundedAndEqualForEachRow(int rows)
    {
        var counts = new int[rows];
        var pairs = 0;
        foreach (var (a, b) in VectorSimilarities.Pairs(rows))
        {
            counts[a]++;
            counts[b]++;
            pairs++;
        }

        Assert.That(pairs, Is.LessThanOrEqualTo(Math.Max(500_000, rows)));
        Assert.That(counts.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Correlation_Rotated_IsOneAndReversedIsMinusOne()
    {
        float[][] points = [[1, 0], [1, 0.2f], [0.5f, 1], [0, 1]];
        float[][] rotated = [.. points.Select(point => new[] { -3 * point[1], 3 * point[0], 0 })];

        Assert.That(VectorSimilarities.Correlation(points, rotated), Is.EqualTo(1).Within(1e-9));
        Assert.That(VectorSimilarities.Correlation(points[..1], rotated[..1]), Is.NaN);
        Assert.That(VectorSimilarities.Cosine([1, 2], [-2, -4]), Is.EqualTo(-1).Within(1e-12));
        Assert.That(VectorSimilarities.Cosine([0, 0], [1, 1]), Is.Zero);
    }
}
