using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Data;

/// <summary>Rows with classes, and the teacher's probabilities.</summary>
internal sealed record ClassValidationRows(TextDataset Data, ProbabilityTable? Teacher) : ValidationRows(Data)
{
    public override bool HasTeacher => Teacher is not null;

    public override ValidationData ForTraining => new(Data, Teacher);

    public override ValidationRows WithTeacher(CompressedModel teacher, int threads, CancellationToken cancellationToken) =>
        this with { Teacher = Predictions.Of(teacher, Data, threads, cancellationToken) };

    public override StageResult Measure(CompressedModel model, int threads, CancellationToken cancellationToken) =>
        StageMeasurement.Measure(model, Data, Teacher, threads, cancellationToken);

    public override IEnumerable<string> Doubts(QualityReport quality)
    {
        int[] labels = [.. Data.Labels];
        var majority = (double)labels.CountBy(label => label).Max(entry => entry.Value) / labels.Length;
        var doubts = new List<string>();
        if (quality.Accuracy < majority + MarginAbove(majority, labels.Length))
        {
            doubts.Add(FormattableString.Invariant(
                $"accuracy {quality.Accuracy:F3} on {labels.Length} validation rows, where always naming the most frequent class has {majority:F3}: the model has learnt little or nothing. {Remedy}"));
        }

        if (Teacher is { } teacher)
        {
            var accuracy = labels.Index().Average(row => teacher.MostProbable(row.Index) == row.Item ? 1.0 : 0);
            if (quality.Accuracy < accuracy - Math.Max(FarBelow, MarginAbove(accuracy, labels.Length)))
            {
                doubts.Add(FormattableString.Invariant(
                    $"accuracy {quality.Accuracy:F3} on {labels.Length} validation rows is far below the {accuracy:F3} of its teacher, or of the model as it was. {Remedy}"));
            }
        }

        return doubts;
    }
}
