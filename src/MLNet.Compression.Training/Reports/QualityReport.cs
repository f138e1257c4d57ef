using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Reports;

/// <summary>How well a model does on rows that it was not trained on.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Accuracy">The share predicted right, 0 to 1.</param>
/// <param name="LabelLoyalty">The share for which the model predicts what its teacher predicts; null without a teacher.</param>
/// <param name="ProbabilityLoyalty">Mean of 1 − sqrt(Jensen-Shannon divergence in bits) from the teacher's probabilities; null without a teacher.</param>
public sealed record QualityReport(int Rows, double Accuracy, double? LabelLoyalty, double? ProbabilityLoyalty)
{
    /// <summary>Judges predictions.</summary>
    /// <param name="probabilities">The model's probabilities.</param>
    /// <param name="labels">The true classes.</param>
    /// <param name="teacher">The teacher's probabilities for the same rows; null for none.</param>
    public static QualityReport Of(ProbabilityTable probabilities, ReadOnlySpan<int> labels, ProbabilityTable? teacher)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        var predictions = new ClassificationPredictions(probabilities, labels, teacher);
        return new QualityReport(
            labels.Length,
            new Accuracy().Evaluate(predictions),
            teacher is null ? null : new LabelLoyalty().Evaluate(predictions),
            teacher is null ? null : new ProbabilityLoyalty().Evaluate(predictions));
    }
}
