using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Removal.Rules;

/// <summary>Narang et al. 2017: all goes that is worth less than a rising threshold.</summary>
internal sealed record ThresholdPruning : PruningRamp
{
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="turn"/> is not between 0 and 1.</exception>
    public ThresholdPruning(double turn) => Turn = turn is >= 0 and <= 1
        ? turn
        : throw new ArgumentOutOfRangeException(nameof(turn), turn, "The threshold rises faster after a share of the ramp from 0 to 1.");

    /// <summary>The share of the ramp after which the threshold rises faster.</summary>
    public double Turn { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"by a threshold (steeper after {Turn:P0})");

    /// <inheritdoc/>
    internal override bool ByThreshold => true;

    /// <inheritdoc/>
    internal override Schedule Shares(double sparsity, double beginShare, double endShare) => new RisingThreshold(sparsity, beginShare, endShare, Turn);
}
