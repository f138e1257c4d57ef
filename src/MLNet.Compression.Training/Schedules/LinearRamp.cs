namespace MLNet.Compression.Training.Schedules;

/// <summary>s = target · (k − begin)/(end − begin).</summary>
/// <inheritdoc/>
internal sealed record LinearRamp(double Target, double BeginShare, double EndShare) : Ramp(Target, BeginShare, EndShare)
{
    /// <inheritdoc/>
    public override string ToString() => Describe("in a line");

    /// <inheritdoc/>
    protected override double Share(double progress) => progress;
}
