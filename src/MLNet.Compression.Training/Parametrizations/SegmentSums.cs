using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Sums over the weights that share a scale.</summary>
internal static class SegmentSums
{
    /// <summary>A number of one segment of a row: see <see cref="ScaleScope"/>.</summary>
    public delegate double OfSegment(int segment, ReadOnlySpan<float> values);

    /// <summary>For each segment the sum over the weights that share a scale with it.</summary>
    /// <param name="workers">The threads to use.</param>
    /// <param name="weight">The matrix.</param>
    /// <param name="scope">Which weights share a scale.</param>
    /// <param name="ofSegment">The sum over one segment. Runs for several rows at once.</param>
    public static double[] Over(WorkerPool workers, Tensor weight, ScaleScope scope, OfSegment ofSegment)
    {
        var segments = scope.SegmentsOf(weight.Columns);
        var sums = new double[weight.Rows * segments];
        workers.For(weight.Rows, row =>
        {
            for (var i = 0; i < segments; i++)
            {
                sums[(row * segments) + i] = ofSegment((row * segments) + i, weight.Value.RowSpan(row)[scope.ColumnsOf(i, weight.Columns)]);
            }
        });
        if (!scope.IsPerRow)
        {
            sums.AsSpan().Fill(sums.Sum());
        }

        return sums;
    }

    /// <summary>For each segment the mean of |w| over the weights that share a scale with it.</summary>
    /// <param name="workers">The threads to use.</param>
    /// <param name="weight">The matrix.</param>
    /// <param name="scope">Which weights share a scale.</param>
    /// <param name="keepsZeros">Whether zeros are removed weights, which do not count.</param>
    public static double[] MeanMagnitude(WorkerPool workers, Tensor weight, ScaleScope scope, bool keepsZeros = false)
    {
        var sums = Over(workers, weight, scope, static (_, values) => SumOfMagnitudes(values));
        var counts = Over(workers, weight, scope, (_, values) => values.Length - (keepsZeros ? values.Count(0f) : 0));
        return [.. sums.Zip(counts, (sum, count) => sum / Math.Max(1, count))];
    }

    /// <summary>For each segment the largest |w| of the weights that share a scale with it.</summary>
    /// <param name="workers">The threads to use.</param>
    /// <param name="weight">The matrix.</param>
    /// <param name="scope">Which weights share a scale.</param>
    public static double[] Largest(WorkerPool workers, Tensor weight, ScaleScope scope)
    {
        var largest = new double[weight.Rows * scope.SegmentsOf(weight.Columns)];
        _ = Over(workers, weight, scope, (segment, values) => largest[segment] = values.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(values)));
        if (!scope.IsPerRow)
        {
            largest.AsSpan().Fill(largest.DefaultIfEmpty(0).Max());
        }

        return largest;
    }

    private static double SumOfMagnitudes(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += Math.Abs(value);
        }

        return sum;
    }
}
