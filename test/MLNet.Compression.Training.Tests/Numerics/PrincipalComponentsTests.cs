using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Tests.Numerics;

public class PrincipalComponentsTests
{
    private const int Count = 200;
    private const int Size = 12;

    private static readonly float[][] _vectors = Vectors();

    [Test]
    public void Project_AllComponents_KeepsDistances()
    {
        var projections = Project(Size, threads: 2);

        for (var i = 1; i < Count; i++)
        {
            Assert.That(Distance(projections[i - 1], projections[i]), Is.EqualTo(Distance(_vectors[i - 1], _vectors[i])).Within(1e-5));
        }
    }

    [Test]
    public void Project_SomeComponents_AreUncorrelatedAndFallInVariance()
    {
        var projections = Project(5, threads: 2);

        double[] variances = [.. Enumerable.Range(0, 5).Select(i => Covariance(projections, i, i))];
        Assert.That(variances, Is.Ordered.Descending);
        Assert.That(Enumerable.Range(0, 5).Select(i => projections.Average(row => row[i])), Is.All.EqualTo(0).Within(1e-5));
        Assert.That(from i in Enumerable.Range(0, 5) from j in Enumerable.Range(0, i) select Covariance(projections, i, j), Is.All.EqualTo(0).Within(1e-4));
    }

    [Test]
    public void ExplainedShare_ThreeOfAllComponents_IsTheirShareOfTheVariance()
    {
        var (some, all) = (Project(3, threads: 1), Project(Size, threads: 1));

        var share = Enumerable.Range(0, 3).Sum(i => Covariance(some, i, i)) / Enumerable.Range(0, Size).Sum(i => Covariance(all, i, i));
        Assert.That(PrincipalComponents.Of(_vectors, 3, WorkerPool.Inline, default).ExplainedShare, Is.EqualTo(share).Within(1e-6).And.LessThan(1));
    }

    [Test]
    public void Of_SeveralThreads_GivesTheSameBits() => Assert.That(Project(7, threads: 3), Is.EqualTo(Project(7, threads: 1)));

    private static float[][] Project(int components, int threads)
    {
        var found = PrincipalComponents.Of(_vectors, components, new WorkerPool(threads), default);
        return [.. _vectors.Select(vector =>
        {
            var projection = new float[components];
            found.Project(vector, projection);
            return projection;
        })];
    }

    private static double Covariance(float[][] rows, int i, int j)
    {
        var (a, b) = (rows.Average(row => row[i]), rows.Average(row => row[j]));
        return rows.Average(row => ((double)row[i] - a) * (row[j] - b));
    }

    private static double Distance(float[] a, float[] b) => Math.Sqrt(a.Zip(b, (x, y) => Math.Pow(x - (double)y, 2)).Sum());

    /// <summary>Vectors whose features go together, around a mean that is not 0.</summary>
    private static float[][] Vectors()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Count).Select(_ =>
        {
            double[] causes = [.. Enumerable.Range(1, Size).Select(i => (random.NextDouble() - 0.5) / i)];
            return Enumerable.Range(0, Size).Select(i => (float)(3 + Enumerable.Range(0, Size).Sum(j => causes[j] * Math.Cos(1.7 * i * j)))).ToArray();
        })];
    }
}
