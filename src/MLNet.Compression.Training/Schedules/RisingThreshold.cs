namespace MLNet.Compression.Training.Schedules;

/// <summary>A line that is half as steep again behind a turn: with slopes θ and φ = 1.5 θ such that it ends at the target (Narang et al. 2017, eq. 1 and algorithm 1).</summary>
/// <inheritdoc/>
/// <param name="Target">The final value.</param>
/// <param name="BeginShare">The share of the steps before the ramp.</param>
/// <param name="EndShare">The share of the steps after which the target holds.</param>
/// <param name="Turn">The share of the ramp at which it becomes steeper.</param>
internal sealed record RisingThreshold(double Target, double BeginShare, double EndShare, double Turn) : Ramp(Target, BeginShare, EndShare)
{
    private const double Steeper = 1.5;

    /// <inheritdoc/>
    public override string ToString() => Describe(FormattableString.Invariant($"in a line, steeper after {Turn:P0} of it,"));

    /// <inheritdoc/>
    protected override double Share(double progress) => Rise(progress) / Rise(1);

    private double Rise(double progress) => Math.Min(progress, Turn) + (Steeper * Math.Max(0, progress - Turn));
}
