using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>Compares students with the labels of rows and with what their teacher predicts for them, which it is asked once.</summary>
internal sealed class LoyaltyJudge
{
    private readonly string[] _texts;
    private readonly string[] _classes;
    private readonly int[] _labels;
    private readonly ProbabilityTable _teacher;

    public LoyaltyJudge(TextModelTransformer teacher, IReadOnlyList<LabeledPair> rows)
    {
        _texts = [.. rows.Select(row => row.Text)];
        _classes = [.. teacher.Model.Labels];
        _labels = [.. rows.Select(row => Array.IndexOf(_classes, row.Label))];
        _teacher = Probabilities(teacher);
    }

    /// <summary>How right a student is, and how near to its teacher, whatever the order of its classes.</summary>
    public QualityReport Of(TextModelTransformer student) => QualityReport.Of(Probabilities(student), _labels, _teacher);

    private ProbabilityTable Probabilities(TextModelTransformer model)
    {
        string[] own = [.. model.Model.Labels];
        int[] order = [.. _classes.Select(name => Array.IndexOf(own, name))];
        return new ProbabilityTable([.. model.Score(_texts).SelectMany(row => order.Select(place => row[place]))], _classes.Length);
    }
}
