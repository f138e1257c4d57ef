using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>How near a student comes to its teacher, whatever the order of their classes.</summary>
internal static class DistillationMeasure
{
    public static QualityReport Of(TextModelTransformer student, TextModelTransformer teacher, IReadOnlyList<LabeledPair> rows)
    {
        string[] classes = [.. teacher.Model.Labels];
        int[] labels = [.. rows.Select(row => Array.IndexOf(classes, row.Label))];
        return QualityReport.Of(Probabilities(student, classes, rows), labels, Probabilities(teacher, classes, rows));
    }

    private static ProbabilityTable Probabilities(TextModelTransformer model, string[] classes, IReadOnlyList<LabeledPair> rows)
    {
        string[] own = [.. model.Model.Labels];
        int[] order = [.. classes.Select(name => Array.IndexOf(own, name))];
        var scores = model.Score([.. rows.Select(row => row.Text)]);
        return new ProbabilityTable([.. scores.SelectMany(row => order.Select(place => row[place]))], classes.Length);
    }
}
