namespace Microsoft.ML.Data;

public class BinaryClassificationMetrics
{
    private static readonly string[] s_classNames = ["positive", "negative"];

    private protected BinaryClassificationMetrics(BinaryCounts counts)
    {
        AreaUnderRocCurve = counts.Ranking.AreaUnderRocCurve();
        AreaUnderPrecisionRecallCurve = counts.Ranking.AreaUnderPrecisionRecallCurve();
        Accuracy = counts.Accuracy;
        ConfusionMatrix = new ConfusionMatrix(counts.Confusion, s_classNames, binary: true);
        F1Score = 2 * PositivePrecision * PositiveRecall / (PositivePrecision + PositiveRecall);
    }

    internal static BinaryClassificationMetrics Create(BinaryCounts counts) => new(counts);

    public double AreaUnderRocCurve { get; }

    public double Accuracy { get; }

    public double PositivePrecision => ConfusionMatrix.PerClassPrecision[0];

    public double PositiveRecall => ConfusionMatrix.PerClassRecall[0];

    public double NegativePrecision => ConfusionMatrix.PerClassPrecision[1];

    public double NegativeRecall => ConfusionMatrix.PerClassRecall[1];

    public double F1Score { get; }

    public double AreaUnderPrecisionRecallCurve { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}
