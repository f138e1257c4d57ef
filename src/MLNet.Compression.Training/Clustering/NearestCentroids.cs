using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Clustering;

/// <summary>Finds the nearest of some centroids: the one of least |c|²/2 − x·c; of equally near ones the first.</summary>
internal sealed class NearestCentroids
{
    private readonly ReadOnlyMemory<float> _features;
    private readonly float[] _halfSquares;

    /// <param name="features">The value of each feature in each centroid [dimensions x count].</param>
    /// <param name="count">Centroids.</param>
    public NearestCentroids(ReadOnlyMemory<float> features, int count)
    {
        (_features, _halfSquares) = (features, new float[count]);
        for (var i = 0; i < features.Length; i += count)
        {
            var feature = features.Span.Slice(i, count);
            TensorPrimitives.MultiplyAdd(feature, feature, _halfSquares, _halfSquares);
        }

        TensorPrimitives.Multiply(_halfSquares, 0.5f, _halfSquares);
    }

    public int Count => _halfSquares.Length;

    /// <summary>The nearest centroid, and the squared distance to it.</summary>
    /// <param name="point">The point [dimensions].</param>
    /// <param name="scratch">Room for a number of each centroid [count].</param>
    public (int Centroid, float SquaredDistance) Find(ReadOnlySpan<float> point, Span<float> scratch)
    {
        _halfSquares.CopyTo(scratch);
        var features = _features.Span;
        for (var i = 0; i < point.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(features.Slice(i * Count, Count), -point[i], scratch, scratch);
        }

        var nearest = TensorPrimitives.IndexOfMin<float>(scratch);
        return (nearest, Math.Max(0, TensorPrimitives.SumOfSquares(point) + (2 * scratch[nearest])));
    }
}
