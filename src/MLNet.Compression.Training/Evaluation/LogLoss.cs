namespace MLNet.Compression.Training.Evaluation;

/// <summary>Mean of −log p[label], natural logarithm; a probability of 0 counts as the smallest normal fp32 number, 1.2e-38.</summary>
internal sealed class LogLoss : Metric<ClassificationPredictions>
{
    private const float SmallestProbability = 1.17549435e-38f;

    /// <inheritdoc/>
    public override string Name => "log-loss";

    /// <inheritdoc/>
    public override double Evaluate(ClassificationPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var sum = 0.0;
        for (var row = 0; row < predictions.Labels.Length; row++)
        {
            sum -= Math.Log(Math.Max(predictions.Probabilities[row][predictions.Labels[row]], SmallestProbability));
        }

        return sum / predictions.Labels.Length;
    }
}
