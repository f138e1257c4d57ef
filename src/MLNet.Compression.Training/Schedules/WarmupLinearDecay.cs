namespace MLNet.Compression.Training.Schedules;

/// <summary>After the warm-up, in a line to 0: peak · (total − k)/(total − warm-up).</summary>
internal sealed class WarmupLinearDecay(double peak, double warmupShare) : WarmupSchedule(peak, warmupShare)
{
    /// <inheritdoc/>
    protected override double After(double progress) => 1 - progress;
}
