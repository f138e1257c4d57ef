namespace MLNet.Compression;

/// <summary>How near a regression comes to its teacher, whatever is true.</summary>
/// <param name="Rows">The rows that both were asked.</param>
/// <param name="Pearson">The correlation of their numbers.</param>
/// <param name="Spearman">The correlation of the numbers' ranks.</param>
/// <param name="RootMeanSquaredDifference">The root of the mean squared difference of their numbers.</param>
public sealed record RegressionLoyaltyMetrics(int Rows, double Pearson, double Spearman, double RootMeanSquaredDifference)
{
    /// <summary>The figures in a line.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"Pearson {Pearson:F4} and Spearman {Spearman:F4} with the teacher, root mean squared difference {RootMeanSquaredDifference:F4}");
}
