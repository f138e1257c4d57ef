using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Training.Numerics;

/// <summary>Principal component analysis (Pearson 1901): the directions in which vectors differ most, by the covariance of the centred vectors, in double.</summary>
internal sealed class PrincipalComponents
{
    private readonly double[] _mean;
    private readonly double[][] _directions;

    private PrincipalComponents(double[] mean, double[][] directions, double explained)
    {
        (_mean, _directions) = (mean, directions);
        ExplainedShare = explained;
    }

    /// <summary>The share of the variance that lies in the directions, from 0 to 1.</summary>
    public double ExplainedShare { get; }

    /// <param name="vectors">At least one, all as long.</param>
    /// <param name="components">Directions, at most as many as a vector has features.</param>
    /// <param name="workers">Threads; the result does not depend on them.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static PrincipalComponents Of(IReadOnlyList<float[]> vectors, int components, WorkerPool workers, CancellationToken cancellationToken)
    {
        var size = vectors[0].Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, size);
        var columns = Centered(vectors, out var mean);
        var covariance = new double[size][];
        workers.For(size, i =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            covariance[i] = new double[size];
            for (var j = 0; j <= i; j++)
            {
                covariance[i][j] = TensorPrimitives.Dot<double>(columns[i], columns[j]) / vectors.Count;
            }
        });
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                covariance[j][i] = covariance[i][j];
            }
        }

        var total = Enumerable.Range(0, size).Sum(i => covariance[i][i]);
        var eigen = new SymmetricEigen(covariance, cancellationToken);
        var explained = Enumerable.Range(0, components).Sum(eigen.Value);
        return new PrincipalComponents(mean, [.. Enumerable.Range(0, components).Select(eigen.Vector)], total > 0 ? explained / total : 1);
    }

    /// <summary>How far a vector lies in each direction from the mean of all.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="projection">Receives the result [components].</param>
    public void Project(ReadOnlySpan<float> vector, Span<float> projection)
    {
        var centered = new double[_mean.Length];
        TensorPrimitives.ConvertChecked(vector, centered.AsSpan());
        TensorPrimitives.Subtract<double>(centered, _mean, centered);
        for (var i = 0; i < projection.Length; i++)
        {
            projection[i] = (float)TensorPrimitives.Dot<double>(centered, _directions[i]);
        }
    }

    /// <summary>The vectors less their mean, feature by feature.</summary>
    private static double[][] Centered(IReadOnlyList<float[]> vectors, out double[] mean)
    {
        var columns = new double[vectors[0].Length][];
        mean = new double[columns.Length];
        for (var feature = 0; feature < columns.Length; feature++)
        {
            var column = new double[vectors.Count];
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = vectors[i][feature];
            }

            mean[feature] = TensorPrimitives.Sum<double>(column) / column.Length;
            TensorPrimitives.Subtract(column, mean[feature], column);
            columns[feature] = column;
        }

        return columns;
    }
}
