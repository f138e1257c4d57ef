using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Tests.Reports;

/// <summary>Reports of stages with all that they can have.</summary>
internal static class Stages
{
    public static StageReport Full(string name = "distil", int classes = 3) => new(name, TimeSpan.FromSeconds(1.25), 1234.5, new StageResult(
        5_000, new QualityReport(60, 0.9, 0.95, 0.8), new LatencyReport(32, 0.5) { Percentile95 = 0.6, Percentile99 = 0.7, Runs = 400 })
    {
        Confusion = Confusion(classes),
        Agreement = new AgreementReport(50, 4, 3, 2, 1),
    })
    {
        Vocabulary = new VocabularyReport(100, 50, 0.99, 1_000, 0.01),
        Details = "chosen: int8",
        Curve = new LearningCurve([new LossPoint(1, 2.5), new LossPoint(2, double.NaN)], [new ScorePoint(2, new ValidationScore(0.5, double.PositiveInfinity, null)), new ScorePoint(4, new ValidationScore(0.75, 0.5, 0.9))]),
        Settings = [KeyValuePair.Create("Epochs", "3"), KeyValuePair.Create("Text", "'Sentence1'")],
        Seed = 7,
        Environment = new RunEnvironment("processor", "kernels", ".NET 10", "system", "0.1.0", 2, new DateTimeOffset(2026, 11, 30, 7, 0, 0, TimeSpan.Zero)),
    };

    /// <summary>A confusion in which every class is taken for every other one.</summary>
    public static ConfusionReport Confusion(int classes)
    {
        int[] labels = [.. Enumerable.Range(0, classes * classes).Select(row => row / classes)];
        int[] predictions = [.. Enumerable.Range(0, classes * classes).Select(row => row % classes)];
        return ConfusionReport.Of(new ConfusionMatrix(labels, predictions, classes), [.. Enumerable.Range(0, classes).Select(label => $"class {label} <&>")]);
    }
}
