namespace MLNet.Compression.Training.Schedules;

/// <summary>peak · k/warm-up, so that step 0 runs with rate 0, as in BERT's training; then what a derived class says.</summary>
/// <param name="peak">The largest value.</param>
/// <param name="warmupShare">The share of the steps over which it is reached.</param>
internal abstract class WarmupSchedule(double peak, double warmupShare) : Schedule
{
    // A share such as 7/31 times 31 may come out a little below 7.
    private const double Rounding = 1e-9;

    /// <inheritdoc/>
    public sealed override double At(long step, long totalSteps)
    {
        var warmup = (long)((warmupShare * totalSteps) + Rounding);
        return step < warmup
            ? peak * step / warmup
            : peak * After((double)(step - warmup) / Math.Max(1, totalSteps - warmup));
    }

    /// <summary>The factor after the warm-up.</summary>
    /// <param name="progress">From 0 at its end to 1 at the end of the run.</param>
    protected abstract double After(double progress);
}
