namespace MLNet.Compression.Training.Evaluation;

/// <summary>Mean over rows of 1 − sqrt(JS(p, q)) of model and teacher (Xu et al. 2021), JS = ½ KL(p ‖ m) + ½ KL(q ‖ m), m = (p + q) / 2.</summary>
/// <remarks>1 where both always agree. With base-2 logarithms, 0 where they share no class; with natural ones, 0.17 there.</remarks>
/// <param name="naturalLogarithm">Whether JS is in nats instead of bits.</param>
internal sealed class ProbabilityLoyalty(bool naturalLogarithm = false) : Metric<ClassificationPredictions>
{
    /// <inheritdoc/>
    public override string Name => "probability loyalty";

    /// <inheritdoc/>
    public override double Evaluate(ClassificationPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var unit = naturalLogarithm ? 1 : Math.Log(2);
        var sum = 0.0;
        for (var row = 0; row < predictions.Teacher.Rows; row++)
        {
            var divergence = JensenShannon(predictions.Probabilities[row], predictions.Teacher[row]) / unit;
            sum += 1 - Math.Sqrt(Math.Max(0, divergence));
        }

        return sum / predictions.Teacher.Rows;
    }

    private static double JensenShannon(ReadOnlySpan<float> p, ReadOnlySpan<float> q)
    {
        var sum = 0.0;
        for (var c = 0; c < p.Length; c++)
        {
            var middle = 0.5 * ((double)p[c] + q[c]);
            sum += Summand(p[c], middle) + Summand(q[c], middle);
        }

        return 0.5 * sum;
    }

    private static double Summand(double p, double middle) => p == 0 ? 0 : p * Math.Log(p / middle);
}
