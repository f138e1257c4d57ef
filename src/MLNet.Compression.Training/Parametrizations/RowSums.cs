using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Sums over the weights that share a scale.</summary>
internal static class RowSums
{
    /// <summary>A number of one row of a matrix.</summary>
    public delegate double OfRow(int row, ReadOnlySpan<float> values);

    /// <summary>For each row the sum over the weights that share a scale with it.</summary>
    /// <param name="tape">The pass.</param>
    /// <param name="weight">The matrix.</param>
    /// <param name="scope">Which weights share a scale.</param>
    /// <param name="ofRow">The sum over one row. Runs for several rows at once.</param>
    public static double[] Over(Tape tape, Tensor weight, ScaleScope scope, OfRow ofRow)
    {
        var sums = new double[weight.Rows];
        tape.Workers.For(sums.Length, row => sums[row] = ofRow(row, weight.Value.RowSpan(row)));
        if (scope == ScaleScope.Tensor)
        {
            sums.AsSpan().Fill(sums.Sum());
        }

        return sums;
    }

    /// <summary>For each row the mean of |w| over the weights that share a scale with it.</summary>
    public static double[] MeanMagnitude(Tape tape, Tensor weight, ScaleScope scope)
    {
        var count = scope == ScaleScope.Tensor ? weight.Count : weight.Columns;
        return Array.ConvertAll(Over(tape, weight, scope, static (_, values) => SumOfMagnitudes(values)), sum => sum / count);
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
