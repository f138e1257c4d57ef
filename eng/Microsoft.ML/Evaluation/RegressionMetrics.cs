namespace Microsoft.ML.Data;

public sealed class RegressionMetrics
{
    internal RegressionMetrics(RegressionSums sums)
    {
        MeanAbsoluteError = sums.MeanAbsoluteError;
        MeanSquaredError = sums.MeanSquaredError;
        RSquared = sums.RSquared;
    }

    public double MeanAbsoluteError { get; }

    public double MeanSquaredError { get; }

    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <summary>The squared loss, the evaluator's default.</summary>
    public double LossFunction => MeanSquaredError;

    public double RSquared { get; }
}
