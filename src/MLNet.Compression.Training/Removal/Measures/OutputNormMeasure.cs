namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>What units add to the outputs.</summary>
/// <param name="Rows">The most rows of a sample.</param>
internal sealed record OutputNormMeasure(int Rows) : PruningMeasure
{
    /// <summary>The most rows of a sample.</summary>
    public int Rows { get; } = Rows > 0 ? Rows : throw new ArgumentOutOfRangeException("rows", Rows, "Outputs are measured on at least one row.");

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"output norm ({Rows} rows)");

    /// <inheritdoc/>
    internal override UnitMeasure Create(MeasureSetting setting) => new OutputNorms(setting, Rows);
}
