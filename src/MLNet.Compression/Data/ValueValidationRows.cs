using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Data;

/// <summary>Rows with numbers, and the teacher's predictions of them.</summary>
internal sealed record ValueValidationRows(TextDataset Data, float[]? Teacher) : ValidationRows(Data)
{
    public override bool HasTeacher => Teacher is not null;

    public override ValidationData ForTraining => new(Data) { TeacherValues = Teacher };

    public override ValidationRows WithTeacher(CompressedModel teacher, int threads, CancellationToken cancellationToken) =>
        this with { Teacher = Predictions.ValuesOf(teacher, Data, threads, cancellationToken) };

    public override StageResult Measure(CompressedModel model, int threads, CancellationToken cancellationToken) =>
        StageMeasurement.MeasureValues(model, Data, Teacher, threads, cancellationToken);

    public override IEnumerable<string> Doubts(QualityReport quality)
    {
        float[] values = [.. Data.Values];
        var (mean, error) = ((double)values.Average(), quality.Regression!.RootMeanSquaredError);
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        var doubts = new List<string>();
        if (Explained(error, deviation) < MarginAbove(0, values.Length))
        {
            doubts.Add(FormattableString.Invariant(
                $"root mean squared error {error:G4} on {values.Length} validation rows, where always naming the mean has {deviation:G4}: the model has learnt little or nothing. {Remedy}"));
        }

        if (Teacher is { } teacher)
        {
            var teachersError = Math.Sqrt(values.Zip(teacher).Average(pair => (double)(pair.First - pair.Second) * (pair.First - pair.Second)));
            if (Explained(error, deviation) < Explained(teachersError, deviation) - FarBelow)
            {
                doubts.Add(FormattableString.Invariant(
                    $"root mean squared error {error:G4} on {values.Length} validation rows is far above the {teachersError:G4} of its teacher, or of the model as it was. {Remedy}"));
            }
        }

        return doubts;
    }

    /// <summary>The share of the variance that predictions of an error explain.</summary>
    private static double Explained(double error, double deviation) => deviation > 0 ? 1 - (error * error / (deviation * deviation)) : 1;
}
