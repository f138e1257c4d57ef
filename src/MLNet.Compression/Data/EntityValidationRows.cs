using MLNet.Compression.Runtime.Entities;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Data;

/// <summary>Rows with tags of words, and the teacher's probabilities of all words.</summary>
internal sealed record EntityValidationRows(TextDataset Data, IReadOnlyList<TaggedText> Rows, IReadOnlyList<string> Tags, ProbabilityTable? Teacher) : ValidationRows(Data)
{
    public override bool HasTeacher => Teacher is not null;

    public override ValidationData ForTraining => new(Data);

    public override ValidationRows WithTeacher(CompressedModel teacher, int threads, CancellationToken cancellationToken) =>
        this with { Teacher = Predictions.OfWords(teacher, Rows, threads, cancellationToken) };

    public override StageResult Measure(CompressedModel model, int threads, CancellationToken cancellationToken) =>
        EntityMeasurement.Measure(model, Rows, Teacher, threads, cancellationToken);

    public override IEnumerable<string> Doubts(QualityReport quality)
    {
        var (f1, doubts) = (quality.Entities!.F1, new List<string>());
        if (EntityTag.OutsideOf(Tags) >= 0 ? f1 < MarginAbove(0, Rows.Count) : HasLearntNothing(quality))
        {
            doubts.Add(FormattableString.Invariant(
                $"{quality} on {Rows.Count} validation rows, where always giving one tag does as well: the model has learnt little or nothing. {Remedy}"));
        }

        if (Teacher is { } teacher && EntityMeasurement.EntitiesOf(teacher, Rows, Tags).F1() is var teachers && f1 < teachers - FarBelow)
        {
            doubts.Add(FormattableString.Invariant(
                $"entity F1 {f1:F3} on {Rows.Count} validation rows is far below the {teachers:F3} of its teacher, or of the model as it was. {Remedy}"));
        }

        return doubts;
    }

    private bool HasLearntNothing(QualityReport quality)
    {
        int[] labels = [.. Rows.SelectMany(row => row.Words.Labels).Where(label => label != TokenTargets.None)];
        var majority = (double)labels.CountBy(label => label).Max(entry => entry.Value) / labels.Length;
        return quality.Accuracy < majority + MarginAbove(majority, labels.Length);
    }
}
