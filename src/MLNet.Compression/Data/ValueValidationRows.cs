using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Stages;
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
}
