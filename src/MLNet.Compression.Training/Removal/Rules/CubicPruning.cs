using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Removal.Rules;

/// <summary>Zhu and Gupta 2017, eq. 1.</summary>
internal sealed record CubicPruning : PruningRamp
{
    /// <inheritdoc/>
    public override string ToString() => "cubic";

    /// <inheritdoc/>
    internal override Schedule Shares(double sparsity, double beginShare, double endShare) => new CubicRamp(sparsity, beginShare, endShare);
}
