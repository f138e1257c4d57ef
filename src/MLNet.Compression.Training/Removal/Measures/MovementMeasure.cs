namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Scores that are learnt with the weights.</summary>
internal sealed record MovementMeasure : PruningMeasure
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rateFactor"/> is not positive.</exception>
    public MovementMeasure(double rateFactor) => RateFactor = rateFactor > 0 && double.IsFinite(rateFactor)
        ? rateFactor
        : throw new ArgumentOutOfRangeException(nameof(rateFactor), rateFactor, "Scores learn at a positive multiple of the learning rate.");

    /// <summary>How much faster than weights the scores learn.</summary>
    public double RateFactor { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"movement (scores at {RateFactor:G4} times the rate)");

    /// <inheritdoc/>
    internal override UnitMeasure Create(MeasureSetting setting) => new MovementScores(setting.Groups, RateFactor, setting.Environment.Buffers);
}
