namespace MLNet.Compression.Training.Schedules;

/// <summary>peak · k/warm-up, then peak · (total − k)/(total − warm-up): step 0 runs with rate 0, as in BERT's training.</summary>
internal sealed class WarmupLinearDecay(double peak, double warmupShare) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step, long totalSteps)
    {
        var warmup = (long)(warmupShare * totalSteps);
        return step < warmup
            ? peak * step / warmup
            : peak * (totalSteps - step) / Math.Max(1, totalSteps - warmup);
    }
}
