using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Clustering;

/// <summary>First centroids: points drawn one after another in proportion to their squared distance to those before (k-means++, Arthur and Vassilvitskii 2007), times their weight.</summary>
internal static class SpreadSeeds
{
    private const int PointsPerPart = 1024;

    /// <summary>Draws points.</summary>
    /// <param name="points">All points.</param>
    /// <param name="count">How many are drawn; where all others are at distance 0 one may be drawn again.</param>
    /// <param name="random">The draws.</param>
    /// <param name="workers">The threads to use.</param>
    public static int[] Draw(PointSet points, int count, SeededRandom random, WorkerPool workers)
    {
        var distances = new double[points.Count];
        distances.AsSpan().Fill(double.PositiveInfinity);
        var seeds = new int[count];
        seeds[0] = DrawOne(i => points.WeightOf(i), points.Count, random);
        for (var s = 1; s < count; s++)
        {
            var last = seeds[s - 1];
            workers.ForRange(points.Count, PointsPerPart, (from, to) =>
            {
                var seed = points[last];
                for (var i = from; i < to; i++)
                {
                    distances[i] = Math.Min(distances[i], points.SquaredDistance(i, seed));
                }
            });
            seeds[s] = DrawOne(i => distances[i] * points.WeightOf(i), points.Count, random);
        }

        return seeds;
    }

    /// <summary>A number below <paramref name="count"/> in proportion to its share; any where no share is positive.</summary>
    private static int DrawOne(Func<int, double> share, int count, SeededRandom random)
    {
        var total = 0.0;
        for (var i = 0; i < count; i++)
        {
            total += share(i);
        }

        var left = random.NextDouble() * total;
        var last = random.NextInt(count);
        for (var i = 0; i < count; i++)
        {
            if (share(i) is > 0 and var own)
            {
                last = i;
                left -= own;
                if (left < 0)
                {
                    break;
                }
            }
        }

        return last;
    }
}
