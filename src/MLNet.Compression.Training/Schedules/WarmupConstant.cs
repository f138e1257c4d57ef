namespace MLNet.Compression.Training.Schedules;

/// <summary>After the warm-up, the peak until the end.</summary>
internal sealed record WarmupConstant(double Peak, double WarmupShare) : WarmupSchedule(Peak, WarmupShare)
{
    /// <inheritdoc/>
    public override string ToString() => Describe("then constant");

    /// <inheritdoc/>
    protected override double After(double progress) => 1;
}
