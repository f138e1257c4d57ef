using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Training.Pruning.Budgets;

/// <summary>The median time of one text on one thread.</summary>
internal sealed record LatencyBudget : PruningBudget
{
    public LatencyBudget(double milliseconds, int tokens) => (Most, Tokens) = (Positive(milliseconds, nameof(milliseconds)), Positive(tokens, nameof(tokens)));

    /// <summary>The most milliseconds.</summary>
    public double Most { get; }

    /// <summary>Tokens of the text.</summary>
    public int Tokens { get; }

    internal override double Limit => Most;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Most:0.###} ms for {Tokens} tokens");

    internal override double CostOf(PrunedTrial trial)
    {
        using var measurement = new LatencyMeasurement(trial.Encoded);
        return measurement.Of(Tokens).Milliseconds;
    }
}
