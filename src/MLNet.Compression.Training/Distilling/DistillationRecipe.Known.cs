namespace MLNet.Compression;

/// <summary>The recipes of the field.</summary>
/// <remarks>
/// All but those that say otherwise start from the teacher's extracted weights, not from random ones, because a task's rows are too few to
/// teach a random student; <c>with { Start = StudentInitialization.Random }</c> is what the older papers do.
/// </remarks>
public sealed partial record DistillationRecipe
{
    private const double PaperRateOfStates = 5e-5;

    /// <summary>
    /// TinyBERT's losses all at once in one stage: embeddings, hidden states, attention scores and predictions. The default: with few
    /// epochs it gives more than <see cref="TinyBert"/>'s two stages.
    /// </summary>
    public static DistillationRecipe Joint { get; } = new(
        nameof(Joint), new DistillationStage("distil", 1, new EmbeddingLoss(), new HiddenStateLoss(), new AttentionScoreLoss(), new PredictionLoss()));

    /// <summary>
    /// TinyBERT's distillation on a task (Jiao et al. 2020): first embeddings, hidden states and attention scores at a constant rate, then the
    /// predictions alone at three fifths of it. Its data augmentation is an option of the trainer.
    /// </summary>
    /// <remarks>The paper sums over layers where this averages, and has 10 to 20 epochs of the first stage for 3 of the second.</remarks>
    public static DistillationRecipe TinyBert { get; } = new(
        nameof(TinyBert),
        new DistillationStage("distil layers", 3, new EmbeddingLoss(), new HiddenStateLoss(), new AttentionScoreLoss()) { RateFactor = 1 },
        new DistillationStage("distil", 1, new PredictionLoss()) { RateFactor = Schedule.WarmupLinear(0.6, 0.1) })
    {
        LearningRate = PaperRateOfStates,
    };

    /// <summary>TinyBERT's general distillation on running text (Jiao et al. 2020): embeddings, hidden states and attention scores. Needs no labels and no task.</summary>
    public static DistillationRecipe TinyBertGeneral { get; } = new(
        nameof(TinyBertGeneral),
        new DistillationStage("distil", 1, new EmbeddingLoss(), new HiddenStateLoss(), new AttentionScoreLoss()) { RateFactor = Schedule.WarmupLinear(1, 0.1) });

    /// <summary>MiniLM on running text (Wang et al. 2020): attention distributions and value relations of the last layers.</summary>
    public static DistillationRecipe MiniLmGeneral { get; } = new(
        nameof(MiniLmGeneral), new DistillationStage("distil relations", 1, new AttentionDistributionLoss(), new ValueRelationLoss()));

    /// <summary>MiniLM on a task: <see cref="MiniLmGeneral"/>'s losses on its rows, then fine-tuning on the labels, as the paper's students are.</summary>
    public static DistillationRecipe MiniLm { get; } = (MiniLmGeneral with { Name = nameof(MiniLm) }).Then(FineTuningStage);

    /// <summary>MiniLMv2 on running text (Wang et al. 2021): relations of queries, keys and values of one layer, whatever the heads and widths.</summary>
    /// <remarks>The paper follows the last layer of a base teacher, and of large ones an upper middle layer (<see cref="LayerMap.OnlyLastFrom"/>).</remarks>
    public static DistillationRecipe MiniLmV2General { get; } = new(nameof(MiniLmV2General), new DistillationStage("distil relations", 1, new RelationLoss()));

    /// <summary>MiniLMv2 on a task: <see cref="MiniLmV2General"/>'s losses on its rows, then fine-tuning on the labels, as the paper's students are.</summary>
    public static DistillationRecipe MiniLmV2 { get; } = (MiniLmV2General with { Name = nameof(MiniLmV2) }).Then(FineTuningStage);

    /// <summary>
    /// DistilBERT's triple loss on running text (Sanh et al. 2019): 5 · KL of the masked-LM predictions at T = 2, 2 · masked LM, the cosine of
    /// the last hidden states. Needs a teacher with a masked-LM head and a student as wide as it.
    /// </summary>
    /// <remarks>The paper compares predictions of all tokens; here those of the hidden ones, unless <see cref="PredictionLoss.OnlyHiddenTokens"/> is false.</remarks>
    public static DistillationRecipe DistilBertGeneral { get; } = new(
        nameof(DistilBertGeneral),
        new DistillationStage(
            "distil",
            1,
            new PredictionLoss(5, 2, PredictionDivergence.KullbackLeibler) { OnlyHiddenTokens = true },
            new LanguageModelLoss(2),
            new CosineLoss())
        {
            Masking = Masking.DistilBert,
        });

    /// <summary>Logit regression (Bucila et al. 2006; Ba and Caruana 2014): the squared difference of the logits, no labels.</summary>
    public static DistillationRecipe LogitRegression { get; } = new(
        nameof(LogitRegression), new DistillationStage("distil", 1, new PredictionLoss(divergence: PredictionDivergence.SquaredLogits)));

    private static DistillationStage FineTuningStage => new("fine-tune", 1, new LabelLoss()) { Batches = BatchMix.Labeled };

    /// <summary>Soft targets (Hinton et al. 2015): α T² KL(teacher ‖ student) at temperature T + (1 − α) · cross-entropy with the labels.</summary>
    /// <param name="temperature">T, positive.</param>
    /// <param name="alpha">α, from 0 to 1; 1 needs no labels.</param>
    public static DistillationRecipe Hinton(double temperature = 2, double alpha = 0.9) => new(
        nameof(Hinton),
        new DistillationStage("distil", 1, [new PredictionLoss(Share(alpha), temperature, PredictionDivergence.KullbackLeibler), .. Labels(1 - alpha)]));

    /// <summary>
    /// Patient knowledge distillation (Sun et al. 2019): α T² KL + (1 − α) · cross-entropy with the labels + β · squared distance of the
    /// normalised [CLS] states. Needs a student as wide as its teacher.
    /// </summary>
    /// <param name="temperature">T; the paper tries 5, 10, 20.</param>
    /// <param name="alpha">α; the paper tries 0.2, 0.5, 0.7.</param>
    /// <param name="beta">β; the paper tries 10, 100, 500, 1000, of a mean over the features; here of a mean over sequences and layers.</param>
    /// <param name="map">Which layers are compared; null for PKD-Skip.</param>
    /// <remarks>Starts with the teacher's layers as the paper does, those of <see cref="LayerMap.First"/>.</remarks>
    public static DistillationRecipe Patient(double temperature = 10, double alpha = 0.5, double beta = 1, LayerMap? map = null) => new(
        nameof(Patient),
        new DistillationStage(
            "distil",
            1,
            [new PredictionLoss(Share(alpha), temperature, PredictionDivergence.KullbackLeibler), .. Labels(1 - alpha), new PatientLoss(beta, map)]))
    {
        Start = StudentInitialization.Extract with { Map = LayerMap.First },
    };

    /// <summary>DistilBERT's second distillation (Sanh et al. 2019): fine-tuning with KL to a teacher of the task beside the labels.</summary>
    public static DistillationRecipe DistilBert { get; } = new(
        nameof(DistilBert), new DistillationStage("distil", 1, new PredictionLoss(0.5, 2, PredictionDivergence.KullbackLeibler), new LabelLoss(0.5)));

    /// <summary>
    /// What a quantised model learns from its own full-precision form in KDLSQ-BERT (Jin et al. 2021): predictions, hidden states and attention
    /// scores of every layer in one stage. Sums over layers are means here.
    /// </summary>
    public static DistillationRecipe KdLsq { get; } = new(
        nameof(KdLsq), new DistillationStage("distil", 1, new PredictionLoss(), new HiddenStateLoss(), new AttentionScoreLoss()));

    private static LabelLoss[] Labels(double weight) => weight > 0 ? [new LabelLoss(weight)] : [];

    private static double Share(double alpha) => alpha is >= 0 and <= 1
        ? alpha
        : throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "α is a share from 0 to 1.");
}
