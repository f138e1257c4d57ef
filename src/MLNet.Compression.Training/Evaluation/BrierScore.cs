namespace MLNet.Compression.Training.Evaluation;

/// <summary>Mean over rows of Σ (p − onehot)² over the classes (Brier 1950): from 0 to 2.</summary>
internal sealed class BrierScore : Metric<ClassificationPredictions>
{
    /// <inheritdoc/>
    public override string Name => "Brier";

    /// <inheritdoc/>
    public override double Evaluate(ClassificationPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var sum = 0.0;
        for (var row = 0; row < predictions.Labels.Length; row++)
        {
            var probabilities = predictions.Probabilities[row];
            for (var c = 0; c < probabilities.Length; c++)
            {
                var difference = probabilities[c] - (c == predictions.Labels[row] ? 1.0 : 0.0);
                sum += difference * difference;
            }
        }

        return sum / predictions.Labels.Length;
    }
}
