namespace MLNet.Compression;

public sealed partial record DistillationRecipe
{
    private const double MixedShare = 0.5;

    /// <summary>
    /// Dual training with shared projections (Zhao et al. 2019) on running text, for a student with a small vocabulary of its own and narrow
    /// layers: masked LM of the student + masked LM of the teacher, which reads both vocabularies and goes on learning, + ε times the squared
    /// distance of projected weights.
    /// </summary>
    /// <param name="direction">Which model's weights are projected; the paper tries both.</param>
    /// <param name="weight">ε; null for the usual one of <see cref="WeightProjectionLoss"/>.</param>
    /// <param name="studentWords">p, the share of the teacher's words that are split by the student's vocabulary; the paper's is 0.5.</param>
    /// <remarks>
    /// Starts at random, as the paper's students do. The student has as many layers as the teacher, unless the loss has a
    /// <see cref="WeightProjectionLoss.Map"/>. The paper's teacher predicts the next sentence too, which needs pairs of them; it is left out.
    /// </remarks>
    public static DistillationRecipe DualTraining(ProjectionDirection direction = ProjectionDirection.Down, double? weight = null, double studentWords = MixedShare) => new(
        nameof(DualTraining),
        new DistillationStage("dual training", 1, new LanguageModelLoss(), new TeacherLanguageModelLoss(), new WeightProjectionLoss(direction, weight is { } epsilon ? epsilon : null))
        {
            Masking = Masking.Bert,
            TeacherLearns = new TeacherLearning { StudentWords = studentWords },
        })
    {
        Start = StudentInitialization.Random,
    };

    /// <summary>
    /// The later, simpler order (Zhao et al. 2021, mixed-vocabulary training): in the first stage the teacher alone learns, on words of both
    /// vocabularies, and with it the student's embedding tables; in the second the student alone, on its own vocabulary.
    /// </summary>
    /// <param name="studentWords">p, the share of the teacher's words that are split by the student's vocabulary; the paper's is 0.5.</param>
    /// <remarks>
    /// The paper's teacher reads the student's own table through an affine layer; here the student's tables are held to the teacher's by the
    /// squared distance of <see cref="WeightProjectionLoss"/>, upwards, which a linear layer without bias makes. A quarter of the steps go to
    /// the first stage.
    /// </remarks>
    public static DistillationRecipe MixedVocabulary(double studentWords = MixedShare) => new(
        nameof(MixedVocabulary),
        new DistillationStage("mix vocabularies", 1, new TeacherLanguageModelLoss(), new WeightProjectionLoss(ProjectionDirection.Up) { Weights = ProjectedWeights.Embeddings })
        {
            Masking = Masking.Bert,
            TeacherLearns = new TeacherLearning { StudentWords = studentWords },
        },
        new DistillationStage("learn words", 3, new LanguageModelLoss()) { Masking = Masking.Bert })
    {
        Start = StudentInitialization.Random,
    };
}
