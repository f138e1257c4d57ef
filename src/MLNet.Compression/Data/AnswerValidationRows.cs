using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Data;

/// <summary>Questions with their answers, and those that the teacher finds.</summary>
/// <param name="Data">The questions with the windows of their texts.</param>
/// <param name="Questions">The questions.</param>
/// <param name="Search">How answers are looked for.</param>
/// <param name="Teacher">The teacher's answers; null for none.</param>
internal sealed record AnswerValidationRows(TextDataset Data, AnsweredQuestion[] Questions, AnswerOptions Search, string[]? Teacher) : ValidationRows(Data)
{
    public override bool HasTeacher => Teacher is not null;

    public override ValidationData ForTraining => new(Data);

    private AnswerMeasurement Measurement => new(Questions, Search);

    public override ValidationRows WithTeacher(CompressedModel teacher, int threads, CancellationToken cancellationToken) =>
        this with { Teacher = Measurement.Find(teacher, threads, cancellationToken) };

    public override StageResult Measure(CompressedModel model, int threads, CancellationToken cancellationToken) =>
        Measurement.Measure(model, Teacher, threads, cancellationToken);

    public override IEnumerable<string> Doubts(QualityReport quality)
    {
        var f1 = quality.Answers!.F1;
        if (f1 < MarginAbove(0, Questions.Length))
        {
            yield return FormattableString.Invariant($"answer F1 {f1:F3} on {Questions.Length} validation questions: the model has learnt little or nothing. {Remedy}");
        }

        if (Teacher is not null && Measurement.Judge(Teacher, teacher: null).Answers!.F1 is var teachers && f1 < teachers - FarBelow)
        {
            yield return FormattableString.Invariant(
                $"answer F1 {f1:F3} on {Questions.Length} validation questions is far below the {teachers:F3} of its teacher, or of the model as it was. {Remedy}");
        }
    }
}
