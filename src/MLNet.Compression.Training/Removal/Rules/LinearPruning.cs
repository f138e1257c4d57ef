using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Removal.Rules;

/// <summary>s = target · (k − begin)/(end − begin).</summary>
internal sealed record LinearPruning : PruningRamp
{
    /// <inheritdoc/>
    public override string ToString() => "linear";

    /// <inheritdoc/>
    internal override Schedule Shares(double sparsity, double beginShare, double endShare) => new LinearRamp(sparsity, beginShare, endShare);
}
