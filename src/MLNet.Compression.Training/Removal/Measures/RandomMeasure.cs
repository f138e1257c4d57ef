namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Chance.</summary>
internal sealed record RandomMeasure : PruningMeasure
{
    /// <inheritdoc/>
    public override string ToString() => "chance";

    /// <inheritdoc/>
    internal override UnitMeasure Create(MeasureSetting setting) => new ChanceScores(setting.Groups, setting.Environment.Seed);
}
