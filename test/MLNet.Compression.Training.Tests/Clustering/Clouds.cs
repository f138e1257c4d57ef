using MLNet.Compression.Training.Clustering;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Clustering;

/// <summary>Points around a few places.</summary>
internal static class Clouds
{
    public const int Places = 5;

    /// <summary>Points that lie within 0.2 of places that are 10 apart, in turns.</summary>
    public static PointSet Create(int count, int dimensions)
    {
        var values = Passes.Numbers(count * dimensions, seed: 3);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (0.1f * values[i]) + (10 * (i / dimensions % Places * (i % dimensions == 0 ? 1 : 0)));
        }

        return new PointSet(values, dimensions);
    }

    /// <summary>The centroid nearest to each point and Σ weight x squared distance, in double precision.</summary>
    public static (int[] Nearest, double Error) Assign(PointSet points, KMeans means)
    {
        var nearest = new int[points.Count];
        var error = 0.0;
        for (var p = 0; p < points.Count; p++)
        {
            double[] distances = [.. Enumerable.Range(0, means.Count).Select(c => Distance(points, means, p, c))];
            nearest[p] = Array.IndexOf(distances, distances.Min());
            error += points.WeightOf(p) * distances.Min();
        }

        return (nearest, error);
    }

    private static double Distance(PointSet points, KMeans means, int point, int centroid) => Enumerable.Range(0, points.Dimensions)
        .Sum(i => Math.Pow((double)points[point][i] - means.Features[(i * means.Count) + centroid], 2));
}
