namespace MLNet.Compression.Training.Evaluation;

/// <summary>F1 of one class: the harmonic mean of its precision and recall, 0 where both are.</summary>
/// <param name="label">The class, from 0; in a task of two, usually 1.</param>
internal sealed class ClassF1(int label) : Metric<ClassificationPredictions>
{
    /// <inheritdoc/>
    public override string Name => $"F1 of class {label}";

    /// <inheritdoc/>
    public override double Evaluate(ClassificationPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, predictions.Confusion.Classes);
        return predictions.Confusion.F1(label);
    }
}
