using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Clustering;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Clustering;

public class KMeansTests
{
    private const int Many = 200;

    [Test]
    public void Fit_PointsAroundFivePlaces_FindsTheirMeans([Values(1, 3, 17)] int dimensions)
    {
        var points = Clouds.Create(203, dimensions);

        var means = Fit(points, Clouds.Places);

        var expected = Enumerable.Range(0, Clouds.Places).Select(place => Enumerable.Range(0, points.Count).Where(i => i % Clouds.Places == place).Average(i => (double)points[i][0]));
        Assert.That(means.Features.Take(Clouds.Places).Order(), Is.EqualTo(expected).Within(1e-5));
    }

    /// <remarks>Lloyd's fixed point, in double precision.</remarks>
    [Test]
    public void Fit_UntilNothingChanges_CentroidsAreTheWeightedMeansOfTheirPoints([Values] bool weighted)
    {
        var points = new PointSet(Passes.Numbers(400 * 6, seed: 1), 6, weighted ? [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0 ? 0 : i % 7 + 0.5f)] : null);

        var means = Fit(points, 20, iterations: Many);

        var nearest = Clouds.Assign(points, means).Nearest;
        for (var centroid = 0; centroid < means.Count; centroid++)
        {
            int[] members = [.. Enumerable.Range(0, points.Count).Where(i => nearest[i] == centroid)];
            var weight = members.Sum(i => (double)points.WeightOf(i));
            for (var d = 0; d < points.Dimensions; d++)
            {
                Assert.That(means.Features[(d * means.Count) + centroid], Is.EqualTo(members.Sum(i => points.WeightOf(i) * (double)points[i][d]) / weight).Within(1e-5));
            }
        }
    }

    [Test]
    public void Fit_MoreIterations_NeverMakeItWorse()
    {
        var points = new PointSet(Passes.Numbers(500 * 4, seed: 2), 4);

        double[] errors = [.. Enumerable.Range(1, 8).Select(iterations => Clouds.Assign(points, Fit(points, 16, iterations)).Error)];

        Assert.That(errors, Is.Ordered.Descending);
        Assert.That(errors[^1], Is.LessThan(0.95 * errors[0]));
    }

    [Test]
    public void Fit_AnyThreads_GiveTheSameBits()
    {
        var points = new PointSet(Passes.Numbers(3000 * 5, seed: 2), 5);

        Assert.That(Fit(points, 40, threads: 3).Features, Is.EqualTo(Fit(points, 40, threads: 1).Features));
    }

    [Test]
    public void Fit_FewerDifferentPointsThanCentroids_HasThemAll()
    {
        var points = new PointSet([.. Enumerable.Range(0, 60).SelectMany(i => new float[] { i % 3, 2 * (i % 3) })], 2);

        var means = Fit(points, 8);

        Assert.That(means.Features, Has.All.Matches<float>(float.IsFinite));
        Assert.That(Clouds.Assign(points, means).Error, Is.LessThan(1e-9));
    }

    [Test]
    public void Fit_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.That(
            () => KMeans.Fit(Clouds.Create(20, 2), 3, Many, new SeededRandom(1, 0), WorkerPool.Inline, source.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Draw_FarPlaces_TakesAPointOfEach()
    {
        var points = Clouds.Create(100, 2);
        for (ulong seed = 0; seed < 20; seed++)
        {
            var seeds = SpreadSeeds.Draw(points, Clouds.Places, new SeededRandom(seed, 0), WorkerPool.Inline);

            Assert.That(seeds.Select(i => i % Clouds.Places), Is.Unique);
        }
    }

    [Test]
    public void Draw_PointsThatDoNotCount_AreNeverDrawn()
    {
        var points = new PointSet(Passes.Numbers(50, seed: 1), 1, [.. Enumerable.Range(0, 50).Select(i => (float)(i % 2))]);

        var seeds = SpreadSeeds.Draw(points, 20, new SeededRandom(1, 0), WorkerPool.Inline);

        Assert.That(seeds, Is.Unique.And.All.Matches<int>(i => i % 2 == 1));
    }

    /// <remarks>Of three points at distances 1, 2 and 3 from the first, which counts most by far, they are drawn second in proportion to 1, 4 and 9.</remarks>
    [Test]
    public void Draw_SecondPoint_IsDrawnBySquaredDistance()
    {
        var points = new PointSet([0, 1, 2, 3], 1, [1e9f, 1, 1, 1]);

        int[] second = [.. Enumerable.Range(0, 2000).Select(seed => SpreadSeeds.Draw(points, 2, new SeededRandom((ulong)seed, 0), WorkerPool.Inline)[1])];

        Assert.That(second.Count(i => i == 3) / 2000.0, Is.EqualTo(9.0 / 14).Within(0.04));
        Assert.That(second.Count(i => i == 1) / 2000.0, Is.EqualTo(1.0 / 14).Within(0.02));
    }

    [Test]
    public void Find_Points_AreNearestInDoublePrecision()
    {
        var points = new PointSet(Passes.Numbers(200 * 9, seed: 5), 9);
        var means = Fit(points, 30, iterations: 1);
        var (centroids, scratch, expected) = (new NearestCentroids(means.Features, 30), new float[30], Clouds.Assign(points, means));

        var found = Enumerable.Range(0, points.Count).Select(i => centroids.Find(points[i], scratch)).ToArray();

        Assert.That(found.Select(f => f.Centroid), Is.EqualTo(expected.Nearest));
        Assert.That(found.Sum(f => (double)f.SquaredDistance), Is.EqualTo(expected.Error).Within(1e-3));
    }

    [Test]
    public void Find_EquallyNear_IsTheFirst() => Assert.That(new NearestCentroids(new float[] { 3, 1, -1, 1 }, 4).Find([0], new float[4]).Centroid, Is.EqualTo(1));

    private static KMeans Fit(PointSet points, int count, int iterations = 15, int threads = 2) =>
        KMeans.Fit(points, count, iterations, new SeededRandom(1, 0), new WorkerPool(threads), default);
}
