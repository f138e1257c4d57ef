using Microsoft.Data.Analysis;

namespace MLNet.Compression;

/// <summary>Reports as data frames.</summary>
public static class ReportFrames
{
    /// <summary>A row for each stage, and one for ML.NET's linear models where they were measured, with a column for each figure; a figure that is not there is empty.</summary>
    /// <param name="report">The report.</param>
    public static DataFrame ToDataFrame(this CompressionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var lines = ReportLine.Of(report);
        return new DataFrame(
            new StringDataFrameColumn(nameof(StageReport.Stage), lines.Select(line => line.Name)),
            Doubles("Seconds", lines, line => (line.Stage?.Elapsed ?? line.Baseline?.Elapsed)?.TotalSeconds),
            Doubles(nameof(StageReport.TokensPerSecond), lines, line => line.Stage?.TokensPerSecond),
            Integers(nameof(StageReport.PeakBytes), lines, line => line.Stage?.PeakBytes is > 0 and var peak ? peak : null),
            Integers(nameof(QualityReport.Rows), lines, line => line.Quality?.Rows),
            Doubles(nameof(QualityReport.Accuracy), lines, line => line.Quality?.Accuracy),
            Doubles(nameof(ConfusionReport.MacroF1), lines, line => line.Stage?.Result?.Confusion?.MacroF1 ?? line.Quality?.MultiLabel?.MacroF1),
            Doubles(nameof(MultiLabelQuality.MicroF1), lines, line => line.Quality?.MultiLabel?.MicroF1),
            Doubles(nameof(QualityReport.LabelLoyalty), lines, line => line.Quality?.LabelLoyalty),
            Doubles(nameof(QualityReport.ProbabilityLoyalty), lines, line => line.Quality?.ProbabilityLoyalty),
            Doubles("EntityPrecision", lines, line => line.Quality?.Entities?.Precision),
            Doubles("EntityRecall", lines, line => line.Quality?.Entities?.Recall),
            Doubles("EntityF1", lines, line => line.Quality?.Entities?.F1),
            Doubles(nameof(EmbeddingQuality.Cosine), lines, line => line.Quality?.Embeddings?.Cosine),
            Doubles(nameof(EmbeddingQuality.SimilarityCorrelation), lines, line => line.Quality?.Embeddings?.SimilarityCorrelation),
            Doubles(nameof(RegressionQuality.Pearson), lines, line => line.Quality?.Regression?.Pearson),
            Doubles(nameof(RegressionQuality.Spearman), lines, line => line.Quality?.Regression?.Spearman),
            Doubles(nameof(RegressionQuality.RootMeanSquaredError), lines, line => line.Quality?.Regression?.RootMeanSquaredError),
            Doubles(nameof(RegressionQuality.TeacherPearson), lines, line => line.Quality?.Regression?.TeacherPearson),
            Integers(nameof(StageResult.Bytes), lines, line => line.Stage?.Result?.Bytes ?? line.Baseline?.Bytes),
            Doubles(nameof(LatencyReport.Milliseconds), lines, line => line.Stage?.Result?.Latency.Milliseconds),
            Doubles(nameof(LatencyReport.Percentile95), lines, line => line.Stage?.Result?.Latency.Percentile95),
            Doubles(nameof(LatencyReport.Percentile99), lines, line => line.Stage?.Result?.Latency.Percentile99),
            Integers(nameof(StageReport.Seed), lines, line => line.Stage?.Seed));
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
