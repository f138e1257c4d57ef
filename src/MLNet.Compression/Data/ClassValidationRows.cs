using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Stages;
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
}
