namespace MLNet.Compression.Training.Schedules;

/// <summary>From 0 to a target between two places of a stage.</summary>
/// <param name="Target">The final value.</param>
/// <param name="BeginShare">The share of the steps before the ramp.</param>
/// <param name="EndShare">The share of the steps after which the target holds.</param>
internal abstract record Ramp(double Target, double BeginShare, double EndShare) : Schedule
{
    // A share such as 0.3 times 10 may come out a little above 3.
    private const double Rounding = 1e-9;

    /// <inheritdoc/>
    public sealed override double At(long step, long totalSteps)
    {
        var (begin, end) = (BeginShare * totalSteps, EndShare * totalSteps);
        return step >= end - Rounding ? step > begin ? Target : 0 : Target * Share(Math.Clamp((step - begin) / Math.Max(1, end - begin), 0, 1));
    }

    internal sealed override double Least => 0;

    internal sealed override double Most => Target;

    /// <summary>How much of the way is done.</summary>
    /// <param name="progress">The share of the ramp's steps that are.</param>
    protected abstract double Share(double progress);

    /// <summary>The ramp in words.</summary>
    protected string Describe(string way) => FormattableString.Invariant($"0 to {Target:G4} {way} from {BeginShare:P0} to {EndShare:P0} of the steps");
}
