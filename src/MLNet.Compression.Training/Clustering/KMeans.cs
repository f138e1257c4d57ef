using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Clustering;

/// <summary>k-means (Lloyd 1982): centroids that are the weighted means of the points nearest to them.</summary>
/// <remarks>The same bits for any number of threads: each point and each centroid is the work of one, which takes points in their order.</remarks>
internal sealed class KMeans
{
    private const int PointsPerPart = 256;
    private const int CentroidsPerPart = 16;
    private readonly PointSet _points;
    private readonly WorkerPool _workers;
    private readonly float[] _features;
    private readonly ushort[] _nearest;
    private readonly float[] _distances;

    private KMeans(PointSet points, int count, WorkerPool workers)
    {
        (_points, Count, _workers) = (points, count, workers);
        (_features, _nearest, _distances) = (new float[points.Dimensions * count], new ushort[points.Count], new float[points.Count]);
    }

    /// <summary>Number of centroids.</summary>
    public int Count { get; }

    /// <summary>The value of each feature in each centroid [dimensions x count].</summary>
    public float[] Features => _features;

    /// <summary>Clusters points.</summary>
    /// <param name="points">The points.</param>
    /// <param name="count">Centroids, at most 65,536.</param>
    /// <param name="iterations">The most iterations; there are fewer where no point changes its centroid any more.</param>
    /// <param name="random">Draws the first centroids.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static KMeans Fit(PointSet points, int count, int iterations, SeededRandom random, WorkerPool workers, CancellationToken cancellationToken)
    {
        var means = new KMeans(points, count, workers);
        foreach (var (centroid, seed) in SpreadSeeds.Draw(points, count, random, workers).Index())
        {
            means.Set(centroid, points[seed]);
        }

        var changed = true;
        for (var i = 0; i < iterations && changed; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            changed = means.Assign() || i == 0;
            means.Move();
        }

        return means;
    }

    private void Set(int centroid, ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _features[(i * Count) + centroid] = values[i];
        }
    }

    /// <summary>Finds the centroid of each point.</summary>
    /// <returns>Whether one has another than before.</returns>
    private bool Assign()
    {
        var (centroids, before) = (new NearestCentroids(_features, Count), _nearest.ToArray());
        _workers.ForRange(_points.Count, PointsPerPart, (from, to) =>
        {
            var scratch = new float[Count];
            for (var i = from; i < to; i++)
            {
                (var nearest, _distances[i]) = centroids.Find(_points[i], scratch);
                _nearest[i] = (ushort)nearest;
            }
        });
        return !before.AsSpan().SequenceEqual(_nearest);
    }

    /// <summary>Moves each centroid to the mean of its points; one without any to a point that is far from its own.</summary>
    private void Move()
    {
        var members = new ClusterMembers(_nearest, Count);
        var isEmpty = new bool[Count];
        _workers.ForRange(Count, CentroidsPerPart, (from, to) =>
        {
            var sums = new double[_points.Dimensions];
            for (var centroid = from; centroid < to; centroid++)
            {
                isEmpty[centroid] = !MoveToMean(centroid, members.Of(centroid), sums);
            }
        });
        if (isEmpty.Contains(true))
        {
            var far = new Queue<int>(Enumerable.Range(0, _points.Count).OrderByDescending(i => _distances[i] * _points.WeightOf(i)).Take(Count));
            for (var centroid = 0; centroid < Count; centroid++)
            {
                if (isEmpty[centroid] && far.TryDequeue(out var point))
                {
                    Set(centroid, _points[point]);
                }
            }
        }
    }

    /// <returns>Whether any point counts.</returns>
    private bool MoveToMean(int centroid, ReadOnlySpan<int> members, double[] sums)
    {
        Array.Clear(sums);
        var total = 0.0;
        foreach (var member in members)
        {
            var point = _points[member];
            var weight = (double)_points.WeightOf(member);
            total += weight;
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += weight * point[i];
            }
        }

        for (var i = 0; i < sums.Length && total > 0; i++)
        {
            _features[(i * Count) + centroid] = (float)(sums[i] / total);
        }

        return total > 0;
    }
}
