namespace MLNet.Compression.Training.Schedules;

/// <summary>After the warm-up, the peak until the end.</summary>
internal sealed class WarmupConstant(double peak, double warmupShare) : WarmupSchedule(peak, warmupShare)
{
    /// <inheritdoc/>
    protected override double After(double progress) => 1;
}
