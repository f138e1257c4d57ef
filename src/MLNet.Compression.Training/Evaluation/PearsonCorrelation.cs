namespace MLNet.Compression.Training.Evaluation;

/// <summary>Pearson's correlation of predictions and targets; NaN where either is constant.</summary>
internal sealed class PearsonCorrelation : Metric<RegressionPredictions>
{
    /// <inheritdoc/>
    public override string Name => "Pearson";

    /// <inheritdoc/>
    public override double Evaluate(RegressionPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return Of(predictions.Predictions.ToArray(), predictions.Targets.ToArray());
    }

    internal static double Of(double[] x, double[] y)
    {
        if (x.Distinct().Count() < 2 || y.Distinct().Count() < 2)
        {
            return double.NaN;
        }

        var (meanX, meanY) = (x.Average(), y.Average());
        var (product, squaresX, squaresY) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            product += dx * dy;
            squaresX += dx * dx;
            squaresY += dy * dy;
        }

        return product / (Math.Sqrt(squaresX) * Math.Sqrt(squaresY));
    }
}
