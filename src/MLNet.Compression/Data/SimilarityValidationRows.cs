using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Data;

/// <summary>Pairs of texts with how alike they are, and what the teacher says of them.</summary>
/// <param name="Data">The pairs.</param>
/// <param name="Range">The labels that pairs may have.</param>
/// <param name="Teacher">The teacher's numbers; null for none.</param>
internal sealed record SimilarityValidationRows(TextDataset Data, LabelRange Range, float[]? Teacher) : ValidationRows(Data)
{
    public override bool HasTeacher => Teacher is not null;

    public override ValidationData ForTraining => new(Data);

    private float[] Labels => [.. Data.Similarities.ToArray().Select(pair => Range.LabelOf(pair.Cosine))];

    public override ValidationRows WithTeacher(CompressedModel teacher, int threads, CancellationToken cancellationToken) =>
        this with { Teacher = NumbersOf(teacher, threads, cancellationToken) };

    public override StageResult Measure(CompressedModel model, int threads, CancellationToken cancellationToken) =>
        StageMeasurement.Result(model, QualityReport.OfValues(NumbersOf(model, threads, cancellationToken), Labels, Teacher));

    public override IEnumerable<string> Doubts(QualityReport quality)
    {
        var (pearson, labels) = (quality.Regression!.Pearson, Labels);
        if (!(pearson >= MarginAbove(0, labels.Length)))
        {
            yield return FormattableString.Invariant($"Pearson's correlation {pearson:F3} on {labels.Length} validation pairs: the model has learnt little or nothing. {Remedy}");
        }

        if (Teacher is { } teacher && RegressionQuality.Of(teacher, labels, teacher: null).Pearson is var teachers && pearson < teachers - FarBelow)
        {
            yield return FormattableString.Invariant(
                $"Pearson's correlation {pearson:F3} on {labels.Length} validation pairs is far below the {teachers:F3} of its teacher, or of the model as it was. {Remedy}");
        }
    }

    private float[] NumbersOf(CompressedModel model, int threads, CancellationToken cancellationToken) =>
        [.. VectorMeasurement.CosinesOf(model, Data, threads, cancellationToken).Select(cosine => Range.LabelOf(cosine))];
}
