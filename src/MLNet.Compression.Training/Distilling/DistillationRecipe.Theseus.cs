namespace MLNet.Compression;

/// <summary>Module replacing.</summary>
public sealed partial record DistillationRecipe
{
    private const double PaperRateOfTheseus = 2e-5;

    /// <summary>
    /// BERT-of-Theseus (Xu et al. 2020): the student's layers take the places of the teacher's more and more often and learn from the labels
    /// alone, from the teacher's first layers as in the paper; embeddings, pooler and head are the teacher's and stay. Then the student is fine-tuned by itself, all of it. Needs labels, and a
    /// student as wide as its teacher with no more layers.
    /// </summary>
    /// <param name="replacing">How layers are replaced; null for a coin whose probability rises from 0.3 to 1. The paper has p = min(1, kt + b) with b of 0.1 or 0.3 and reaches 1 after 1,000 to 30,000 steps, or a constant 0.5 to 0.7.</param>
    /// <param name="share">The share of the epochs in which layers are replaced, between 0 and 1; in the others p is 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    /// <remarks>
    /// <para>The learning rate falls in one line over both stages, as in the authors' code, at the paper's 2e-5 if options name none; the second stage warms up over a tenth, as its means of the gradients start anew.</para>
    /// <para>The paper keeps embeddings and head frozen while layers are replaced; the authors' code also afterwards. Here, after the paper, all learn in the second stage: <c>with { Learns = LearningParts.Layers }</c> for the other.</para>
    /// </remarks>
    public static DistillationRecipe Theseus(ModuleReplacing? replacing = null, double share = 0.5) => share is > 0 and < 1
        ? new(
            nameof(Theseus),
            new DistillationStage("replace", share, new LabelLoss())
            {
                Batches = BatchMix.Labeled,
                RateFactor = Schedule.Linear(1, 1 - share),
                Replacing = replacing ?? ModuleReplacing.ByCoin(Schedule.Linear(0.3, 1)),
                Learns = LearningParts.Layers,
            },
            new DistillationStage(FineTuningStage.Name, 1 - share, FineTuningStage.Losses) { Batches = BatchMix.Labeled, RateFactor = Schedule.WarmupLinear(1 - share, 0.1) })
        {
            Start = StudentInitialization.Extract with { Map = LayerMap.First },
            LearningRate = PaperRateOfTheseus,
        }
        : throw new ArgumentOutOfRangeException(nameof(share), share, "Layers are replaced in a share of the epochs between 0 and 1, both excluded: the others fine-tune the student.");
}
