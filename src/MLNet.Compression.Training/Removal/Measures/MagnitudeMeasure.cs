namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>The size of the weights.</summary>
internal sealed record MagnitudeMeasure : PruningMeasure
{
    /// <inheritdoc/>
    public override string ToString() => "magnitude";

    /// <inheritdoc/>
    internal override UnitMeasure Create(MeasureSetting setting) => new Magnitudes(setting.Groups);
}
