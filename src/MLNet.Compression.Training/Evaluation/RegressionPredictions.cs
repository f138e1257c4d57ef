namespace MLNet.Compression.Training.Evaluation;

/// <summary>Predicted numbers, and the true ones.</summary>
internal sealed class RegressionPredictions
{
    private readonly double[] _predictions;
    private readonly double[] _targets;

    /// <param name="predictions">One number a row.</param>
    /// <param name="targets">The true numbers.</param>
    /// <exception cref="ArgumentException">There are not as many of both, or one is not finite.</exception>
    public RegressionPredictions(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets)
    {
        if (predictions.Length != targets.Length)
        {
            throw new ArgumentException($"{predictions.Length} predictions, but {targets.Length} targets.", nameof(targets));
        }

        _predictions = predictions.ToArray();
        _targets = targets.ToArray();
        RequireFinite(_predictions, "prediction");
        RequireFinite(_targets, "target");
    }

    /// <summary>The predicted number of each row.</summary>
    public ReadOnlySpan<double> Predictions => _predictions;

    /// <summary>The true number of each row.</summary>
    public ReadOnlySpan<double> Targets => _targets;

    private static void RequireFinite(double[] values, string what)
    {
        var row = Array.FindIndex(values, value => !double.IsFinite(value));
        if (row >= 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"Row {row} has the {what} {values[row]}: only finite numbers can be compared."));
        }
    }
}
