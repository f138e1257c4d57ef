namespace MLNet.Compression.Training.Schedules;

/// <summary>s = target · (1 − (1 − (k − begin)/(end − begin))³): fast at first, slow near the target (Zhu and Gupta 2017, eq. 1, from 0).</summary>
/// <param name="target">The final value.</param>
/// <param name="beginShare">The share of the steps before the ramp.</param>
/// <param name="endShare">The share of the steps after which the target holds.</param>
internal sealed class CubicRamp(double target, double beginShare, double endShare) : Schedule
{
    /// <inheritdoc/>
    public override double At(long step, long totalSteps)
    {
        var begin = beginShare * totalSteps;
        var end = endShare * totalSteps;
        var progress = Math.Clamp((step - begin) / Math.Max(1, end - begin), 0, 1);
        return target * (1 - Math.Pow(1 - progress, 3));
    }
}
