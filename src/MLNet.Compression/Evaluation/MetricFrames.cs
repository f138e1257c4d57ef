using Microsoft.Data.Analysis;

namespace MLNet.Compression;

/// <summary>Metrics as data frames.</summary>
public static partial class MetricFrames
{
    /// <summary>A row with a column for each figure; a figure that is not there is empty.</summary>
    /// <param name="metrics">The metrics.</param>
    public static DataFrame ToDataFrame(this LoyaltyMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Row(
            (nameof(metrics.Rows), metrics.Rows),
            (nameof(metrics.LabelLoyalty), metrics.LabelLoyalty),
            (nameof(metrics.ProbabilityLoyalty), metrics.ProbabilityLoyalty),
            (nameof(metrics.Accuracy), metrics.Accuracy),
            (nameof(metrics.TeacherAccuracy), metrics.TeacherAccuracy));
    }

    /// <inheritdoc cref="ToDataFrame(LoyaltyMetrics)"/>
    public static DataFrame ToDataFrame(this RegressionLoyaltyMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Row(
            (nameof(metrics.Rows), metrics.Rows),
            (nameof(metrics.Pearson), metrics.Pearson),
            (nameof(metrics.Spearman), metrics.Spearman),
            (nameof(metrics.RootMeanSquaredDifference), metrics.RootMeanSquaredDifference));
    }

    /// <inheritdoc cref="ToDataFrame(LoyaltyMetrics)"/>
    public static DataFrame ToDataFrame(this NamedEntityMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Row(
            (nameof(metrics.Rows), metrics.Rows),
            (nameof(metrics.Words), metrics.Words),
            (nameof(metrics.WordAccuracy), metrics.WordAccuracy),
            (nameof(metrics.Precision), metrics.Precision),
            (nameof(metrics.Recall), metrics.Recall),
            (nameof(metrics.F1), metrics.F1),
            (nameof(metrics.MacroF1), NumberOrNone(metrics.MacroF1)));
    }

    /// <inheritdoc cref="ToDataFrame(LoyaltyMetrics)"/>
    public static DataFrame ToDataFrame(this MultiLabelMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Row(
            (nameof(metrics.Rows), metrics.Rows),
            (nameof(metrics.ExactMatch), metrics.ExactMatch),
            (nameof(metrics.Precision), metrics.Precision),
            (nameof(metrics.Recall), metrics.Recall),
            (nameof(metrics.MicroF1), metrics.MicroF1),
            (nameof(metrics.MacroF1), NumberOrNone(metrics.MacroF1)));
    }

    /// <summary>A row for each label.</summary>
    /// <param name="labels">The labels.</param>
    public static DataFrame ToDataFrame(this IReadOnlyList<ClassQuality> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new DataFrame(
            new StringDataFrameColumn(nameof(ClassQuality.Label), labels.Select(label => label.Label)),
            new Int64DataFrameColumn(nameof(ClassQuality.Rows), labels.Select(label => label.Rows)),
            new Int64DataFrameColumn(nameof(ClassQuality.Predicted), labels.Select(label => label.Predicted)),
            new DoubleDataFrameColumn(nameof(ClassQuality.Precision), labels.Select(label => label.Precision)),
            new DoubleDataFrameColumn(nameof(ClassQuality.Recall), labels.Select(label => label.Recall)),
            new DoubleDataFrameColumn(nameof(ClassQuality.F1), labels.Select(label => label.F1)));
    }

    /// <summary>A row for each type of entities.</summary>
    /// <param name="types">The types.</param>
    public static DataFrame ToDataFrame(this IReadOnlyList<EntityTypeMetrics> types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return new DataFrame(
            new StringDataFrameColumn(nameof(EntityTypeMetrics.Type), types.Select(type => type.Type)),
            new Int32DataFrameColumn(nameof(EntityTypeMetrics.Entities), types.Select(type => type.Entities)),
            new Int32DataFrameColumn(nameof(EntityTypeMetrics.Predicted), types.Select(type => type.Predicted)),
            new DoubleDataFrameColumn(nameof(EntityTypeMetrics.Precision), types.Select(type => type.Precision)),
            new DoubleDataFrameColumn(nameof(EntityTypeMetrics.Recall), types.Select(type => type.Recall)),
            new DoubleDataFrameColumn(nameof(EntityTypeMetrics.F1), types.Select(type => type.F1)));
    }

    /// <inheritdoc cref="ToDataFrame(LoyaltyMetrics)"/>
    public static DataFrame ToDataFrame(this AnswerMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Row((nameof(metrics.Rows), metrics.Rows), (nameof(metrics.ExactMatch), metrics.ExactMatch), (nameof(metrics.F1), metrics.F1), (nameof(metrics.TopExactMatch), metrics.TopExactMatch));
    }

    /// <inheritdoc cref="ToDataFrame(LoyaltyMetrics)"/>
    public static DataFrame ToDataFrame(this CostMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Row(
            (nameof(metrics.SavedBytes), metrics.SavedBytes),
            (nameof(metrics.ModelBytes), metrics.ModelBytes),
            (nameof(metrics.Parameters), metrics.Parameters),
            (nameof(metrics.MultiplyAddsPerToken), metrics.MultiplyAddsPerToken),
            (nameof(metrics.ResidentBytes), metrics.ResidentBytes),
            (nameof(metrics.RowsPerSecond), metrics.RowsPerSecond),
            (nameof(RowLatency.Milliseconds), metrics.Latency?.Milliseconds),
            (nameof(RowLatency.Percentile95), metrics.Latency?.Percentile95),
            (nameof(RowLatency.Percentile99), metrics.Latency?.Percentile99),
            (nameof(metrics.TrainingSeconds), metrics.TrainingSeconds),
            (nameof(metrics.TrainingTokensPerSecond), metrics.TrainingTokensPerSecond),
            (nameof(metrics.TrainingPeakBytes), metrics.TrainingPeakBytes));
    }

    /// <summary>A row for each length.</summary>
    /// <param name="latencies">Times of single rows.</param>
    public static DataFrame ToDataFrame(this IReadOnlyList<RowLatency> latencies)
    {
        ArgumentNullException.ThrowIfNull(latencies);
        return new DataFrame(
            new Int32DataFrameColumn(nameof(RowLatency.FewestWords), latencies.Select(row => row.FewestWords)),
            new Int32DataFrameColumn(nameof(RowLatency.MostWords), latencies.Select(row => row.MostWords)),
            new Int32DataFrameColumn(nameof(RowLatency.Rows), latencies.Select(row => row.Rows)),
            new DoubleDataFrameColumn(nameof(RowLatency.Milliseconds), latencies.Select(row => row.Milliseconds)),
            new DoubleDataFrameColumn(nameof(RowLatency.Percentile95), latencies.Select(row => row.Percentile95)),
            new DoubleDataFrameColumn(nameof(RowLatency.Percentile99), latencies.Select(row => row.Percentile99)));
    }

    /// <summary>A row for each text that was attacked.</summary>
    /// <param name="texts">The texts.</param>
    public static DataFrame ToDataFrame(this IReadOnlyList<AttackedText> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new DataFrame(
            new Int32DataFrameColumn(nameof(AttackedText.Row), texts.Select(text => text.Row)),
            new StringDataFrameColumn(nameof(AttackedText.Outcome), texts.Select(text => text.Outcome.ToString())),
            new StringDataFrameColumn(nameof(AttackedText.Text), texts.Select(text => text.Text)),
            new StringDataFrameColumn(nameof(AttackedText.Label), texts.Select(text => text.Label)),
            new StringDataFrameColumn(nameof(AttackedText.Prediction), texts.Select(text => text.Prediction)),
            new Int32DataFrameColumn(nameof(AttackedText.Words), texts.Select(text => text.Words)),
            new Int32DataFrameColumn(nameof(AttackedText.ChangedWords), texts.Select(text => text.ChangedWords)),
            new Int32DataFrameColumn(nameof(AttackedText.Queries), texts.Select(text => text.Queries)));
    }

    private static double? NumberOrNone(double value) => double.IsNaN(value) ? null : value;

    private static DataFrame Row(params (string Name, double? Value)[] figures) => new(figures.Select(figure => new DoubleDataFrameColumn(figure.Name, [figure.Value])));
}
