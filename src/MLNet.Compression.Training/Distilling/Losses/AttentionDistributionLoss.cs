using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>KL(teacher ‖ student) of the attention probabilities of the last layers (MiniLM, Wang et al. 2020, eq. 6). Needs as many heads on both sides.</summary>
public sealed record AttentionDistributionLoss : LayerLoss
{
    /// <param name="weight">The loss's weight.</param>
    /// <param name="map">Which layers are compared; null for <see cref="LayerMap.OnlyLast"/>.</param>
    public AttentionDistributionLoss(Schedule? weight = null, LayerMap? map = null)
        : base(map ?? LayerMap.OnlyLast) => Weight = weight ?? 1;

    /// <inheritdoc/>
    public override string ToString() => DescribeLayers("attention distributions");

    private protected override ObjectiveTerm TermFor(LossSetting setting, int teacher) => new AttentionRelations(setting.PairsWith(teacher, Map));

    private protected override void CheckPair(BertShape student, BertShape teacher, LayerPair pair) => RequireEqualHeads(student, teacher, pair);
}
