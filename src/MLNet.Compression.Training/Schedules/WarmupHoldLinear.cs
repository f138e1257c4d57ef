namespace MLNet.Compression.Training.Schedules;

/// <summary>After the warm-up, the peak until a place of the stage, then a line to 0.</summary>
/// <inheritdoc/>
/// <param name="Peak">The largest value.</param>
/// <param name="WarmupShare">The share of the steps over which it is reached.</param>
/// <param name="HoldShare">The share of the steps until which it stays.</param>
internal sealed record WarmupHoldLinear(double Peak, double WarmupShare, double HoldShare) : WarmupSchedule(Peak, WarmupShare)
{
    /// <inheritdoc/>
    public override string ToString() => Describe(FormattableString.Invariant($"constant until {HoldShare:P0}, then in a line to 0"));

    /// <inheritdoc/>
    protected override double After(double progress)
    {
        var hold = HoldShare > WarmupShare ? (HoldShare - WarmupShare) / (1 - WarmupShare) : 0;
        return progress <= hold ? 1 : (1 - progress) / (1 - hold);
    }
}
