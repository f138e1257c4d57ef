namespace MLNet.Compression.Training.Evaluation;

/// <summary>The mean of the classes' F1.</summary>
/// <param name="onlyPresent">Whether to leave out classes that occur neither in labels nor in predictions, as scikit-learn does; else they count as 0.</param>
internal sealed class MacroF1(bool onlyPresent = false) : Metric<ClassificationPredictions>
{
    /// <inheritdoc/>
    public override string Name => "macro F1";

    /// <inheritdoc/>
    public override double Evaluate(ClassificationPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var confusion = predictions.Confusion;
        var classes = Enumerable.Range(0, confusion.Classes)
            .Where(label => !onlyPresent || confusion.Labelled(label) + confusion.Predicted(label) > 0)
            .ToArray();
        return classes.Length == 0 ? double.NaN : classes.Average(confusion.F1);
    }
}
