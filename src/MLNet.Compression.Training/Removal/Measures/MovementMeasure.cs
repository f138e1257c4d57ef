namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Scores that are learnt with the weights.</summary>
internal sealed record MovementMeasure : PruningMeasure
{
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public MovementMeasure(double rateFactor, double threshold = double.PositiveInfinity, double penalty = 0)
    {
        RateFactor = rateFactor > 0 && double.IsFinite(rateFactor)
            ? rateFactor
            : throw new ArgumentOutOfRangeException(nameof(rateFactor), rateFactor, "Scores learn at a positive multiple of the learning rate.");
        Threshold = !double.IsNaN(threshold) ? threshold : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold of scores is a number.");
        Penalty = penalty >= 0 && double.IsFinite(penalty)
            ? penalty
            : throw new ArgumentOutOfRangeException(nameof(penalty), penalty, "The penalty of scores is not negative.");
    }

    /// <summary>How much faster than weights the scores learn.</summary>
    public double RateFactor { get; }

    /// <summary>Units whose score is higher stay during the ramp.</summary>
    public double Threshold { get; }

    /// <summary>λ, the weight of the scores' size in the loss.</summary>
    public double Penalty { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"movement (scores at {RateFactor:G4} times the rate{(double.IsFinite(Threshold) ? $", kept above {Threshold:G4}" : "")}{(Penalty > 0 ? $", penalty {Penalty:G4}" : "")})");

    /// <summary>A threshold τ of σ(score) in (0, 1) as one of scores.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not between 0 and 1.</exception>
    public static double OfSigmoid(double threshold) => threshold is > 0 and < 1
        ? Math.Log(threshold / (1 - threshold))
        : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The soft threshold is one of values between 0 and 1.");

    /// <inheritdoc/>
    internal override UnitMeasure Create(MeasureSetting setting) => new MovementScores(setting.Groups, this, setting.Environment.Buffers);
}
