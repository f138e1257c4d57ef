namespace MLNet.Compression.Training.Pruning.Budgets;

/// <summary>Bytes of the file.</summary>
internal sealed record ByteBudget : PruningBudget
{
    public ByteBudget(long bytes) => Most = Positive(bytes, nameof(bytes));

    /// <summary>The most bytes.</summary>
    public long Most { get; }

    internal override double Limit => Most;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Most:N0} bytes");

    internal override double CostOf(PrunedTrial trial) => trial.Encoded.SizeInBytes;
}
