namespace MLNet.Compression;

public sealed partial record DistillationRecipe
{
    /// <summary>
    /// Cross-view training (Clark et al. 2018): steps on labelled rows, which learn the labels, and steps on unlabelled ones, in which views of a
    /// part of the input learn what the student predicts from the whole. Needs labelled and unlabelled rows, and no teacher.
    /// </summary>
    /// <param name="unlabeledWeight">The weight of the unlabelled steps; null for the paper's 1. A warm-up, such as <see cref="Schedule.WarmupConstant"/>, spares a student that knows nothing yet from following itself.</param>
    /// <param name="labeledSteps">Labelled steps of a turn.</param>
    /// <param name="unlabeledSteps">Unlabelled steps of a turn.</param>
    /// <remarks>Without a teacher the student begins with the weights that it has; with one, a <see cref="PredictionLoss"/> beside follows it on all rows.</remarks>
    public static DistillationRecipe CrossView(Schedule? unlabeledWeight = null, int labeledSteps = 1, int unlabeledSteps = 1) => new(
        nameof(CrossView),
        new DistillationStage("learn views", 1, new LabelLoss(), new CrossViewLoss(unlabeledWeight)) { Batches = BatchMix.Alternating(labeledSteps, unlabeledSteps) });
}
