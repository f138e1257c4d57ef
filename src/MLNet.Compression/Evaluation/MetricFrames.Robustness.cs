using Microsoft.Data.Analysis;

namespace MLNet.Compression;

public static partial class MetricFrames
{
    /// <inheritdoc cref="ToDataFrame(LoyaltyMetrics)"/>
    public static DataFrame ToDataFrame(this RobustnessMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Attacked(metrics, (nameof(metrics.Accuracy), metrics.Accuracy), (nameof(metrics.AccuracyUnderAttack), metrics.AccuracyUnderAttack));
    }

    /// <inheritdoc cref="ToDataFrame(LoyaltyMetrics)"/>
    public static DataFrame ToDataFrame(this RobustnessMetrics<EntityQuality> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Attacked(metrics, (nameof(EntityQuality.F1), metrics.Quality.F1), ("F1UnderAttack", metrics.QualityUnderAttack.F1));
    }

    /// <inheritdoc cref="ToDataFrame(LoyaltyMetrics)"/>
    public static DataFrame ToDataFrame(this RobustnessMetrics<MultiLabelQuality> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Attacked(
            metrics,
            (nameof(MultiLabelQuality.ExactMatch), metrics.Quality.ExactMatch),
            ("ExactMatchUnderAttack", metrics.QualityUnderAttack.ExactMatch),
            (nameof(MultiLabelQuality.MicroF1), metrics.Quality.MicroF1),
            ("MicroF1UnderAttack", metrics.QualityUnderAttack.MicroF1));
    }

    /// <inheritdoc cref="ToDataFrame(LoyaltyMetrics)"/>
    public static DataFrame ToDataFrame(this RobustnessMetrics<AnswerQuality> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Attacked(
            metrics,
            (nameof(AnswerQuality.ExactMatch), metrics.Quality.ExactMatch),
            ("ExactMatchUnderAttack", metrics.QualityUnderAttack.ExactMatch),
            (nameof(AnswerQuality.F1), metrics.Quality.F1),
            ("F1UnderAttack", metrics.QualityUnderAttack.F1));
    }

    private static DataFrame Attacked(AttackMetrics metrics, params (string Name, double? Value)[] quality)
    {
        var frame = Row(
        [
            .. quality,
            (nameof(metrics.SuccessRate), metrics.SuccessRate),
            (nameof(metrics.ChangedWords), metrics.ChangedWords),
            (nameof(metrics.Queries), metrics.Queries),
        ]);
        frame.Columns.Insert(0, new StringDataFrameColumn(nameof(metrics.Attack), [metrics.Attack]));
        return frame;
    }
}
