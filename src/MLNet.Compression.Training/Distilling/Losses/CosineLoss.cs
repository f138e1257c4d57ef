using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>1 minus the cosine of the last hidden states, averaged over the tokens (DistilBERT, Sanh et al. 2019). Needs equal widths.</summary>
public sealed record CosineLoss : LayerLoss
{
    /// <param name="weight">The loss's weight.</param>
    /// <param name="map">Which layers are compared; null for <see cref="LayerMap.OnlyLast"/>.</param>
    public CosineLoss(Schedule? weight = null, LayerMap? map = null)
        : base(map ?? LayerMap.OnlyLast) => Weight = weight ?? 1;

    /// <inheritdoc/>
    public override string ToString() => DescribeLayers("cosine of hidden states");

    private protected override ObjectiveTerm TermFor(LossSetting setting, int teacher) => new CosineStates(setting.PairsWith(teacher, Map));

    private protected override void CheckPair(BertShape student, BertShape teacher, LayerPair pair) => RequireEqualWidth(student, teacher);
}
