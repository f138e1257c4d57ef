namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Random gates whose distribution is learnt.</summary>
internal sealed record GateMeasure : PruningMeasure
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rateFactor"/> is not positive.</exception>
    public GateMeasure(double rateFactor) => RateFactor = rateFactor > 0 && double.IsFinite(rateFactor)
        ? rateFactor
        : throw new ArgumentOutOfRangeException(nameof(rateFactor), rateFactor, "Gates learn at a positive multiple of the learning rate.");

    /// <summary>How much faster than weights the gates and the multipliers learn.</summary>
    public double RateFactor { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"gates (at {RateFactor:G4} times the rate)");

    /// <inheritdoc/>
    internal override UnitMeasure Create(MeasureSetting setting) => new GateScores(setting, RateFactor);
}
