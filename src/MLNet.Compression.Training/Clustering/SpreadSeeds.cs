using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Clustering;

/// <summary>First centroids: points drawn one after another in proportion to their squared distance to those before (k-means++, Arthur and Vassilvitskii 2007), times their weight.</summary>
/// <remarks>Of many points, 32 for each centroid are drawn from, which any are as likely as others to be among.</remarks>
internal static class SpreadSeeds
{
    private const int PointsPerPart = 1024;
    private const int PointsPerCentroid = 32;

    /// <summary>Draws points.</summary>
    /// <param name="points">All points.</param>
    /// <param name="count">How many are drawn; where all others are at distance 0 one may be drawn again.</param>
    /// <param name="random">The draws.</param>
    /// <param name="workers">The threads to use.</param>
    public static int[] Draw(PointSet points, int count, SeededRandom random, WorkerPool workers)
    {
        var candidates = Some(points.Count, PointsPerCentroid * count, random);
        float[] shares = [.. candidates.Select(points.WeightOf)];
        float[] distances = [.. candidates.Select(_ => float.PositiveInfinity)];
        var seeds = new int[count];
        seeds[0] = candidates[DrawOne(shares, random)];
        for (var s = 1; s < count; s++)
        {
            var last = seeds[s - 1];
            workers.ForRange(candidates.Length, PointsPerPart, (from, to) =>
            {
                var seed = points[last];
                for (var i = from; i < to; i++)
                {
                    distances[i] = Math.Min(distances[i], points.SquaredDistance(candidates[i], seed));
                    shares[i] = distances[i] * points.WeightOf(candidates[i]);
                }
            });
            seeds[s] = candidates[DrawOne(shares, random)];
        }

        return seeds;
    }

    /// <summary>Some of many numbers in ascending order, or all.</summary>
    private static int[] Some(int count, int most, SeededRandom random)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        if (count <= most)
        {
            return all;
        }

        for (var i = 0; i < most; i++)
        {
            var other = i + random.NextInt(count - i);
            (all[i], all[other]) = (all[other], all[i]);
        }

        return [.. all.Take(most).Order()];
    }

    /// <summary>A place in proportion to its share; any where no share is positive.</summary>
    private static int DrawOne(float[] shares, SeededRandom random)
    {
        var total = 0.0;
        foreach (var share in shares)
        {
            total += share;
        }

        var left = random.NextDouble() * total;
        var last = random.NextInt(shares.Length);
        for (var i = 0; i < shares.Length && left >= 0; i++)
        {
            if (shares[i] > 0)
            {
                last = i;
                left -= shares[i];
            }
        }

        return last;
    }
}
