namespace MLNet.Compression.Training.Schedules;

/// <summary>s = target · (1 − (1 − (k − begin)/(end − begin))³): fast at first, slow near the target (Zhu and Gupta 2017, eq. 1, from 0).</summary>
/// <inheritdoc/>
internal sealed record CubicRamp(double Target, double BeginShare, double EndShare) : Ramp(Target, BeginShare, EndShare)
{
    /// <inheritdoc/>
    public override string ToString() => Describe("along a cube");

    /// <inheritdoc/>
    protected override double Share(double progress) => 1 - Math.Pow(1 - progress, 3);
}
