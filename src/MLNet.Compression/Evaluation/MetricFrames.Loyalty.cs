using Microsoft.Data.Analysis;

namespace MLNet.Compression;

public static partial class MetricFrames
{
    /// <inheritdoc cref="ToDataFrame(LoyaltyMetrics)"/>
    public static DataFrame ToDataFrame(this NamedEntityLoyaltyMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Row(
            (nameof(metrics.Rows), metrics.Rows),
            (nameof(metrics.Words), metrics.Words),
            (nameof(metrics.TagLoyalty), metrics.TagLoyalty),
            (nameof(metrics.ProbabilityLoyalty), metrics.ProbabilityLoyalty),
            (nameof(metrics.Precision), metrics.Precision),
            (nameof(metrics.Recall), metrics.Recall),
            (nameof(metrics.F1), metrics.F1));
    }

    /// <inheritdoc cref="ToDataFrame(LoyaltyMetrics)"/>
    public static DataFrame ToDataFrame(this MultiLabelLoyaltyMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Row(
            (nameof(metrics.Rows), metrics.Rows),
            (nameof(metrics.LabelLoyalty), metrics.LabelLoyalty),
            (nameof(metrics.ProbabilityLoyalty), metrics.ProbabilityLoyalty),
            (nameof(metrics.Precision), metrics.Precision),
            (nameof(metrics.Recall), metrics.Recall),
            (nameof(metrics.MicroF1), metrics.MicroF1),
            (nameof(metrics.MacroF1), NumberOrNone(metrics.MacroF1)));
    }

    /// <inheritdoc cref="ToDataFrame(LoyaltyMetrics)"/>
    public static DataFrame ToDataFrame(this AnswerLoyaltyMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Row(
            (nameof(metrics.Rows), metrics.Rows),
            (nameof(metrics.SameAnswers), metrics.SameAnswers),
            (nameof(metrics.F1), metrics.F1),
            (nameof(metrics.ProbabilityDifference), metrics.ProbabilityDifference));
    }

    /// <inheritdoc cref="ToDataFrame(LoyaltyMetrics)"/>
    public static DataFrame ToDataFrame(this EmbeddingLoyaltyMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Row(
            (nameof(metrics.Rows), metrics.Rows),
            (nameof(metrics.Cosine), metrics.Cosine),
            (nameof(metrics.SimilarityCorrelation), NumberOrNone(metrics.SimilarityCorrelation)));
    }
}
