using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Loop;

/// <summary>How well a model does on the validation rows while it is trained.</summary>
/// <param name="Accuracy">The share of rows predicted right.</param>
/// <param name="LogLoss">Mean of −log p[label].</param>
/// <param name="TeacherAgreement">The share of rows for which it predicts what its teacher predicts; null without a teacher.</param>
public sealed record ValidationScore(double Accuracy, double LogLoss, double? TeacherAgreement)
{
    /// <summary>Whether it is the better of two: more accurate, or as accurate with the smaller log-loss.</summary>
    /// <param name="other">The other; null for none.</param>
    public bool IsBetterThan(ValidationScore? other) =>
        other is null || Accuracy > other.Accuracy || (Accuracy == other.Accuracy && LogLoss < other.LogLoss);

    internal static ValidationScore Of(ClassificationPredictions predictions, bool hasTeacher) => new(
        new Accuracy().Evaluate(predictions), new LogLoss().Evaluate(predictions), hasTeacher ? new LabelLoyalty().Evaluate(predictions) : null);
}
