using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>Mean squared error of the raw attention scores of mapped layers, before the softmax (TinyBERT, Jiao et al. 2020, eq. 7). Needs as many heads on both sides.</summary>
public sealed record AttentionScoreLoss : LayerLoss
{
    /// <param name="weight">The loss's weight.</param>
    /// <param name="map">Which layers are compared; null for <see cref="LayerMap.Uniform"/>.</param>
    public AttentionScoreLoss(Schedule? weight = null, LayerMap? map = null)
        : base(map) => Weight = weight ?? 1;

    /// <inheritdoc/>
    public override string ToString() => DescribeLayers("attention scores");

    private protected override ObjectiveTerm TermFor(LossSetting setting, int teacher) => new AttentionScores(setting.PairsWith(teacher, Map));

    private protected override void CheckPair(BertShape student, BertShape teacher, LayerPair pair) => RequireEqualHeads(student, teacher, pair);
}
