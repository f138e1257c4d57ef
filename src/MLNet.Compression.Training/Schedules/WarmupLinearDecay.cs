namespace MLNet.Compression.Training.Schedules;

/// <summary>After the warm-up, in a line to 0: peak · (total − k)/(total − warm-up).</summary>
internal sealed record WarmupLinearDecay(double Peak, double WarmupShare) : WarmupSchedule(Peak, WarmupShare)
{
    /// <inheritdoc/>
    public override string ToString() => Describe("then in a line to 0");

    /// <inheritdoc/>
    protected override double After(double progress) => 1 - progress;
}
