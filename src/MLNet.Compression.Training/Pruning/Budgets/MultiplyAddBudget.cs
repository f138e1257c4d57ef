namespace MLNet.Compression.Training.Pruning.Budgets;

/// <summary>Multiply-adds of the layers' matrices for each token: their weights that are not zero.</summary>
internal sealed record MultiplyAddBudget : PruningBudget
{
    public MultiplyAddBudget(long multiplyAdds) => Most = Positive(multiplyAdds, nameof(multiplyAdds));

    /// <summary>The most multiply-adds a token.</summary>
    public long Most { get; }

    internal override double Limit => Most;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Most:N0} multiply-adds a token");

    internal override double CostOf(PrunedTrial trial) => trial.Model.Encoder.Matrices.Sum(matrix => matrix.Weight.Count - matrix.Weight.ValueSpan.Count(0f));
}
