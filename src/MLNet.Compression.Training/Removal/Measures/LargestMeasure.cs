namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>The largest weight of a unit.</summary>
internal sealed record LargestMeasure : PruningMeasure
{
    /// <inheritdoc/>
    public override string ToString() => "largest weight";

    /// <inheritdoc/>
    internal override UnitMeasure Create(MeasureSetting setting) => new LargestWeights(setting.Groups);
}
