namespace MLNet.Compression.Training.Evaluation;

/// <summary>Spearman's correlation: Pearson's of the ranks, where equal values share the mean of their ranks; NaN where either side is constant.</summary>
internal sealed class SpearmanCorrelation : Metric<RegressionPredictions>
{
    /// <inheritdoc/>
    public override string Name => "Spearman";

    /// <inheritdoc/>
    public override double Evaluate(RegressionPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return PearsonCorrelation.Of(Ranks(predictions.Predictions), Ranks(predictions.Targets));
    }

    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            foreach (var row in order.AsSpan(start, end - start))
            {
                ranks[row] = 0.5 * (start + end - 1);
            }

            start = end;
        }

        return ranks;
    }
}
