using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>Squared distance of the normalised [CLS] states of mapped layers (patient knowledge distillation, Sun et al. 2019). Needs equal widths.</summary>
public sealed record PatientLoss : LayerLoss
{
    /// <param name="weight">The loss's weight.</param>
    /// <param name="map">Which layers are compared; null for <see cref="LayerMap.Skip"/>.</param>
    public PatientLoss(Schedule? weight = null, LayerMap? map = null)
        : base(map ?? LayerMap.Skip) => Weight = weight ?? 1;

    /// <inheritdoc/>
    public override string ToString() => DescribeLayers("patient states");

    private protected override ObjectiveTerm TermFor(LossSetting setting, int teacher) => new PatientStates(setting.PairsWith(teacher, Map));

    private protected override void CheckPair(BertShape student, BertShape teacher, LayerPair pair) => RequireEqualWidth(student, teacher);
}
