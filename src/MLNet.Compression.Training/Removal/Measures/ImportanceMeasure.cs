namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>First-order importance.</summary>
/// <param name="Rows">The most rows of a sample.</param>
/// <param name="SelfSupervised">Whether the loss is that of a frozen copy's predictions.</param>
/// <param name="FromSteps">Whether the gradients are those of the training steps.</param>
internal sealed record ImportanceMeasure(int Rows, bool SelfSupervised, bool FromSteps) : PruningMeasure
{
    /// <summary>The most rows of a sample.</summary>
    public int Rows { get; } = Rows > 0 ? Rows : throw new ArgumentOutOfRangeException("rows", Rows, "Importance is measured on at least one row.");

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"importance{(FromSteps ? " in training" : "")} ({Rows} rows{(SelfSupervised ? ", self-supervised" : "")})");

    /// <inheritdoc/>
    internal override UnitMeasure Create(MeasureSetting setting) => new ImportanceScores(setting, this);
}
