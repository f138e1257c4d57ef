namespace MLNet.Compression.Training.Schedules;

/// <summary>After the warm-up, half a cosine to 0: peak · ½(1 + cos(π (k − warm-up)/(total − warm-up))) (Loshchilov and Hutter 2017).</summary>
internal sealed record WarmupCosineDecay(double Peak, double WarmupShare) : WarmupSchedule(Peak, WarmupShare)
{
    /// <inheritdoc/>
    public override string ToString() => Describe("then along a cosine to 0");

    /// <inheritdoc/>
    protected override double After(double progress) => 0.5 * (1 + Math.Cos(Math.PI * progress));
}
