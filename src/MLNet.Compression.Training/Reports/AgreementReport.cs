using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression;

/// <summary>On how many rows a model and its teacher are right and wrong.</summary>
/// <param name="BothRight">Both predict the true class.</param>
/// <param name="OnlyModelRight">The model does, its teacher does not.</param>
/// <param name="OnlyTeacherRight">The teacher does, the model does not.</param>
/// <param name="SameError">Both predict the same wrong class.</param>
/// <param name="DifferentErrors">Both are wrong, each in its own way.</param>
public sealed record AgreementReport(long BothRight, long OnlyModelRight, long OnlyTeacherRight, long SameError, long DifferentErrors)
{
    /// <summary>Number of rows.</summary>
    public long Rows => BothRight + OnlyModelRight + OnlyTeacherRight + SameError + DifferentErrors;

    /// <summary>The share of the rows for which both predict the same, as <see cref="QualityReport.LabelLoyalty"/>; NaN without rows.</summary>
    public double Agreement => (double)(BothRight + SameError) / Rows;

    internal static AgreementReport Of(ClassificationPredictions predictions)
    {
        var (both, model, teacher, same, different) = (0L, 0L, 0L, 0L, 0L);
        for (var row = 0; row < predictions.Labels.Length; row++)
        {
            var (label, predicted, taught) = (predictions.Labels[row], predictions.Classes[row], predictions.Teacher.MostProbable(row));
            both += predicted == label && taught == label ? 1 : 0;
            model += predicted == label && taught != label ? 1 : 0;
            teacher += predicted != label && taught == label ? 1 : 0;
            same += predicted != label && taught == predicted ? 1 : 0;
            different += predicted != label && taught != label && taught != predicted ? 1 : 0;
        }

        return new AgreementReport(both, model, teacher, same, different);
    }
}
