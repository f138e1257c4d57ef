namespace MLNet.Compression.Training.Schedules;

/// <summary>peak · k/warm-up, so that step 0 runs with rate 0, as in BERT's training; then what a derived class says.</summary>
/// <param name="Peak">The largest value.</param>
/// <param name="WarmupShare">The share of the steps over which it is reached.</param>
internal abstract record WarmupSchedule(double Peak, double WarmupShare) : Schedule
{
    // A share such as 7/31 times 31 may come out a little below 7.
    private const double Rounding = 1e-9;

    /// <inheritdoc/>
    public sealed override double At(long step, long totalSteps)
    {
        var warmup = (long)((WarmupShare * totalSteps) + Rounding);
        return step < warmup
            ? Peak * step / warmup
            : Peak * After((double)(step - warmup) / Math.Max(1, totalSteps - warmup));
    }

    internal sealed override double Least => 0;

    internal sealed override double Most => Peak;

    /// <summary>The schedule in words.</summary>
    protected string Describe(string after) => FormattableString.Invariant($"0 to {Peak:G4} over {WarmupShare:P0} of the steps, {after}");

    /// <summary>The factor after the warm-up.</summary>
    /// <param name="progress">From 0 at its end to 1 at the end of the run.</param>
    protected abstract double After(double progress);
}
