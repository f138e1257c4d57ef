using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Sums over the weights that share a scale.</summary>
internal static class RowSums
{
    /// <summary>A number of one row of a matrix.</summary>
    public delegate double OfRow(int row, ReadOnlySpan<float> values);

    /// <summary>For each row the sum over the weights that share a scale with it.</summary>
    /// <param name="workers">The threads to use.</param>
    /// <param name="weight">The matrix.</param>
    /// <param name="scope">Which weights share a scale.</param>
    /// <param name="ofRow">The sum over one row. Runs for several rows at once.</param>
    public static double[] Over(WorkerPool workers, Tensor weight, ScaleScope scope, OfRow ofRow)
    {
        var sums = new double[weight.Rows];
        workers.For(sums.Length, row => sums[row] = ofRow(row, weight.Value.RowSpan(row)));
        if (scope == ScaleScope.Tensor)
        {
            sums.AsSpan().Fill(sums.Sum());
        }

        return sums;
    }

    /// <summary>For each row the mean of |w| over the weights that share a scale with it.</summary>
    /// <param name="workers">The threads to use.</param>
    /// <param name="weight">The matrix.</param>
    /// <param name="scope">Which weights share a scale.</param>
    /// <param name="keepsZeros">Whether zeros are removed weights, which do not count.</param>
    public static double[] MeanMagnitude(WorkerPool workers, Tensor weight, ScaleScope scope, bool keepsZeros = false)
    {
        var sums = Over(workers, weight, scope, static (_, values) => SumOfMagnitudes(values));
        if (keepsZeros)
        {
            var counts = Over(workers, weight, scope, static (_, values) => values.Length - values.Count(0f));
            return [.. sums.Zip(counts, (sum, count) => sum / Math.Max(1, count))];
        }

        var all = scope == ScaleScope.Tensor ? weight.Count : weight.Columns;
        return Array.ConvertAll(sums, sum => sum / all);
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
