using MLNet.Compression.Stages;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Data;

/// <summary>Rows with numbers, and the teacher's predictions of them.</summary>
internal sealed record ValueValidationRows(TextDataset Data, float[]? Teacher) : ValidationRows(Data)
{
    public override bool HasTeacher => Teacher is not null;

    public override ValidationData ForTraining => new(Data) { TeacherValues = Teacher };

    public override ValidationRows WithTeacher(CompressedModel teacher, StageSettings settings) =>
        this with { Teacher = Predictions.ValuesOf(teacher, Data, settings.Threads, settings.CancellationToken) };

    public override StageResult Measure(CompressedModel model, StageSettings settings) =>
        StageMeasurement.MeasureValues(model, Data, Teacher, settings.Threads, settings.CancellationToken);
}
