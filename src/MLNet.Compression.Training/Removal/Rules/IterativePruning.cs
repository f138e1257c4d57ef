using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Removal.Rules;

/// <summary>Equal parts at equal distances, the first at the ramp's first step.</summary>
/// <param name="Times">The parts.</param>
internal sealed record IterativePruning(int Times) : PruningRamp
{
    /// <inheritdoc/>
    public override string ToString() => Times == 1 ? "at once" : FormattableString.Invariant($"{Times} times");

    /// <inheritdoc/>
    internal override Schedule Shares(double sparsity, double beginShare, double endShare) => new Staircase(sparsity, beginShare, endShare, Times);
}
