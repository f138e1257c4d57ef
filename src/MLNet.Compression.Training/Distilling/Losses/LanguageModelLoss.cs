using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression;

/// <summary>Masked language modelling (Devlin et al. 2019): cross-entropy with the pieces that the stage's <see cref="DistillationStage.Masking"/> hid. Needs a student with a masked-LM head.</summary>
public sealed record LanguageModelLoss : DistillationLoss
{
    /// <param name="weight">The loss's weight.</param>
    public LanguageModelLoss(Schedule? weight = null) => Weight = weight ?? 1;

    internal override bool NeedsTeacher => false;

    internal override bool NeedsMasking => true;

    /// <inheritdoc/>
    public override string ToString() => Describe("hidden pieces");

    internal override IEnumerable<WeightedTerm> Terms(LossSetting setting) => [new(new TokenLabels(), Weight)];

    internal override void Check(LossCheck check)
    {
        base.Check(check);
        if (check.Head != HeadKind.MaskedLm)
        {
            throw new ArgumentException(
                $"The loss '{this}' asks for pieces of the vocabulary, but the student's head is {check.Head}: it belongs into general distillation on running text, or leave it out.");
        }
    }
}
