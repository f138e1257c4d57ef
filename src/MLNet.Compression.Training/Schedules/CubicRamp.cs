namespace MLNet.Compression.Training.Schedules;

/// <summary>s = target · (1 − (1 − (k − begin)/(end − begin))³): fast at first, slow near the target (Zhu and Gupta 2017, eq. 1, from 0).</summary>
/// <param name="Target">The final value.</param>
/// <param name="BeginShare">The share of the steps before the ramp.</param>
/// <param name="EndShare">The share of the steps after which the target holds.</param>
internal sealed record CubicRamp(double Target, double BeginShare, double EndShare) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step, long totalSteps)
    {
        var begin = BeginShare * totalSteps;
        var end = EndShare * totalSteps;
        var progress = Math.Clamp((step - begin) / Math.Max(1, end - begin), 0, 1);
        return Target * (1 - Math.Pow(1 - progress, 3));
    }

    internal override double Least => 0;

    internal override double Most => Target;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"0 to {Target:G4} along a cube from {BeginShare:P0} to {EndShare:P0} of the steps");
}
