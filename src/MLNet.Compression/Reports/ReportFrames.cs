using Microsoft.Data.Analysis;

namespace MLNet.Compression;

/// <summary>Reports as data frames.</summary>
public static class ReportFrames
{
    /// <summary>A row for each stage, with a column for each figure; a figure that is not there is empty.</summary>
    /// <param name="report">The report.</param>
    public static DataFrame ToDataFrame(this CompressionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var stages = report.Stages;
        return new DataFrame(
            new StringDataFrameColumn(nameof(StageReport.Stage), stages.Select(stage => stage.Stage)),
            Doubles("Seconds", stages, stage => stage.Elapsed.TotalSeconds),
            Doubles(nameof(StageReport.TokensPerSecond), stages, stage => stage.TokensPerSecond),
            Integers(nameof(StageReport.PeakBytes), stages, stage => stage.PeakBytes > 0 ? stage.PeakBytes : null),
            Integers(nameof(QualityReport.Rows), stages, stage => stage.Result?.Quality.Rows),
            Doubles(nameof(QualityReport.Accuracy), stages, stage => stage.Result?.Quality.Accuracy),
            Doubles(nameof(ConfusionReport.MacroF1), stages, stage => stage.Result?.Confusion?.MacroF1 ?? stage.Result?.Quality.MultiLabel?.MacroF1),
            Doubles(nameof(MultiLabelQuality.MicroF1), stages, stage => stage.Result?.Quality.MultiLabel?.MicroF1),
            Doubles(nameof(QualityReport.LabelLoyalty), stages, stage => stage.Result?.Quality.LabelLoyalty),
            Doubles(nameof(QualityReport.ProbabilityLoyalty), stages, stage => stage.Result?.Quality.ProbabilityLoyalty),
            Doubles("EntityPrecision", stages, stage => stage.Result?.Quality.Entities?.Precision),
            Doubles("EntityRecall", stages, stage => stage.Result?.Quality.Entities?.Recall),
            Doubles("EntityF1", stages, stage => stage.Result?.Quality.Entities?.F1),
            Doubles(nameof(EmbeddingQuality.Cosine), stages, stage => stage.Result?.Quality.Embeddings?.Cosine),
            Doubles(nameof(EmbeddingQuality.SimilarityCorrelation), stages, stage => stage.Result?.Quality.Embeddings?.SimilarityCorrelation),
            Doubles(nameof(RegressionQuality.Pearson), stages, stage => stage.Result?.Quality.Regression?.Pearson),
            Doubles(nameof(RegressionQuality.Spearman), stages, stage => stage.Result?.Quality.Regression?.Spearman),
            Doubles(nameof(RegressionQuality.RootMeanSquaredError), stages, stage => stage.Result?.Quality.Regression?.RootMeanSquaredError),
            Doubles(nameof(RegressionQuality.TeacherPearson), stages, stage => stage.Result?.Quality.Regression?.TeacherPearson),
            Integers(nameof(StageResult.Bytes), stages, stage => stage.Result?.Bytes),
            Doubles(nameof(LatencyReport.Milliseconds), stages, stage => stage.Result?.Latency.Milliseconds),
            Doubles(nameof(LatencyReport.Percentile95), stages, stage => stage.Result?.Latency.Percentile95),
            Doubles(nameof(LatencyReport.Percentile99), stages, stage => stage.Result?.Latency.Percentile99),
            Integers(nameof(StageReport.Seed), stages, stage => stage.Seed));
    }

    /// <summary>A row for each part of the model.</summary>
    /// <param name="parts">The parts.</param>
    public static DataFrame ToDataFrame(this IReadOnlyList<PartReport> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new DataFrame(
            new StringDataFrameColumn("Part", parts.Select(part => part.Name)),
            Integers(nameof(PartReport.Parameters), parts, part => part.Parameters),
            Integers(nameof(PartReport.Bytes), parts, part => part.Bytes),
            Doubles(nameof(PartReport.Sparsity), parts, part => part.Sparsity),
            Doubles(nameof(PartReport.BitsPerWeight), parts, part => part.BitsPerWeight));
    }

    private static DoubleDataFrameColumn Doubles<T>(string name, IEnumerable<T> rows, Func<T, double?> value) =>
        new(name, rows.Select(row => value(row) is { } number && !double.IsNaN(number) ? number : (double?)null));

    private static Int64DataFrameColumn Integers<T>(string name, IEnumerable<T> rows, Func<T, long?> value) => new(name, rows.Select(value));
}
