namespace MLNet.Compression.Training.Schedules;

/// <summary>Equal steps up: the first at the begin, the last one step's length before the end.</summary>
/// <inheritdoc/>
/// <param name="Target">The final value.</param>
/// <param name="BeginShare">The share of the steps before the first step up.</param>
/// <param name="EndShare">The share of the steps at which another step up would follow.</param>
/// <param name="Times">How many there are.</param>
internal sealed record Staircase(double Target, double BeginShare, double EndShare, int Times) : Ramp(Target, BeginShare, EndShare)
{
    /// <inheritdoc/>
    public override string ToString() => Describe(FormattableString.Invariant($"in {Times} steps"));

    /// <inheritdoc/>
    protected override double Share(double progress) => progress <= 0 ? 0 : Math.Min(1, (Math.Floor(progress * Times) + 1) / Times);
}
