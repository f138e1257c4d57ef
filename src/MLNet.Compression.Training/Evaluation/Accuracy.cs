namespace MLNet.Compression.Training.Evaluation;

/// <summary>The share of rows predicted right; NaN without rows.</summary>
internal sealed class Accuracy : Metric<ClassificationPredictions>
{
    /// <inheritdoc/>
    public override string Name => "accuracy";

    /// <inheritdoc/>
    public override double Evaluate(ClassificationPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return (double)predictions.Confusion.Correct / predictions.Confusion.Total;
    }
}
