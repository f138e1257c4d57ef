using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>KL(teacher ‖ student) of softmax(V Vᵀ / √d) of the last layers, head by head (MiniLM, Wang et al. 2020, eq. 9). Needs as many heads on both sides, of any size.</summary>
public sealed record ValueRelationLoss : LayerLoss
{
    /// <param name="weight">The loss's weight.</param>
    /// <param name="map">Which layers are compared; null for <see cref="LayerMap.OnlyLast"/>.</param>
    public ValueRelationLoss(Schedule? weight = null, LayerMap? map = null)
        : base(map ?? LayerMap.OnlyLast) => Weight = weight ?? 1;

    /// <inheritdoc/>
    public override string ToString() => DescribeLayers("value relations");

    private protected override ObjectiveTerm TermFor(LossSetting setting, int teacher) => new ValueRelations(setting.PairsWith(teacher, Map));

    private protected override void CheckPair(BertShape student, BertShape teacher, LayerPair pair) => RequireEqualHeads(student, teacher, pair);
}
