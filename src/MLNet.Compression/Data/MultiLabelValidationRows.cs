using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Data;

/// <summary>Rows with any number of labels, and those that the teacher predicts.</summary>
/// <param name="Data">The rows.</param>
/// <param name="Threshold">The probability above which a label is predicted.</param>
/// <param name="Teacher">The teacher's labels; null for none.</param>
internal sealed record MultiLabelValidationRows(TextDataset Data, float Threshold, LabelSet[]? Teacher) : ValidationRows(Data)
{
    public override bool HasTeacher => Teacher is not null;

    public override ValidationData ForTraining => new(Data);

    private MultiLabelMeasurement Measurement => new(Data, Threshold);

    public override ValidationRows WithTeacher(CompressedModel teacher, int threads, CancellationToken cancellationToken) =>
        this with { Teacher = Measurement.Predict(teacher, threads, cancellationToken) };

    public override StageResult Measure(CompressedModel model, int threads, CancellationToken cancellationToken) =>
        Measurement.Measure(model, Teacher, threads, cancellationToken);

    public override IEnumerable<string> Doubts(QualityReport quality)
    {
        var (f1, rows) = (quality.MultiLabel!.MicroF1, Data.Count);
        var constant = MultiLabelPredictions.BestConstantF1(Data.LabelSets.ToArray());
        if (f1 < constant + MarginAbove(constant, rows))
        {
            yield return FormattableString.Invariant(
                $"micro F1 {f1:F3} on {rows} validation rows, where always naming the same labels has {constant:F3}: the model has learnt little or nothing. {Remedy}");
        }

        if (Teacher is not null && Measurement.Judge(Teacher, teacher: null).MultiLabel!.MicroF1 is var teachers && f1 < teachers - FarBelow)
        {
            yield return FormattableString.Invariant(
                $"micro F1 {f1:F3} on {rows} validation rows is far below the {teachers:F3} of its teacher, or of the model as it was. {Remedy}");
        }
    }
}
