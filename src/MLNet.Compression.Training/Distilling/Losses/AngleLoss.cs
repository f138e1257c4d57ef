using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>How the angles between the [CLS] states of three of a batch's sequences agree (relational knowledge distillation, Park et al. 2019, eq. 9).</summary>
public sealed record AngleLoss : LayerLoss
{
    /// <param name="weight">The loss's weight.</param>
    /// <param name="map">Which layers are compared; null for <see cref="LayerMap.OnlyLast"/>.</param>
    public AngleLoss(Schedule? weight = null, LayerMap? map = null)
        : base(map ?? LayerMap.OnlyLast) => Weight = weight ?? 1;

    /// <inheritdoc/>
    public override string ToString() => DescribeLayers("angles");

    private protected override ObjectiveTerm TermFor(LossSetting setting, int teacher) => new AngleRelations(setting.PairsWith(teacher, Map));
}
