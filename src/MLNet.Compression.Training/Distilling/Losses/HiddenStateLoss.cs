using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>Mean squared error of the hidden states of mapped layers, through one learnt projection for all of them where the widths differ (TinyBERT, Jiao et al. 2020, eq. 8).</summary>
public sealed record HiddenStateLoss : LayerLoss
{
    /// <param name="weight">The loss's weight.</param>
    /// <param name="map">Which layers are compared; null for <see cref="LayerMap.Uniform"/>.</param>
    public HiddenStateLoss(Schedule? weight = null, LayerMap? map = null)
        : base(map) => Weight = weight ?? 1;

    /// <inheritdoc/>
    public override string ToString() => DescribeLayers("hidden states");

    private protected override ObjectiveTerm TermFor(LossSetting setting, int teacher) => new HiddenStates(
        setting.PairsWith(teacher, Map), setting.Student.Shape.HiddenSize, setting.ModelOf(teacher).Shape.HiddenSize, setting.Seed, setting.FeaturesOf(teacher)?.Hidden);
}
