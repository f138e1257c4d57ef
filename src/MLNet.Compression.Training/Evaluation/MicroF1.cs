namespace MLNet.Compression.Training.Evaluation;

/// <summary>F1 of all decisions together; with one class a row it is the accuracy.</summary>
internal sealed class MicroF1 : Metric<ClassificationPredictions>
{
    /// <inheritdoc/>
    public override string Name => "micro F1";

    /// <inheritdoc/>
    public override double Evaluate(ClassificationPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var correct = predictions.Confusion.Correct;
        return ConfusionMatrix.Ratio(2.0 * correct, 2.0 * predictions.Confusion.Total);
    }
}
