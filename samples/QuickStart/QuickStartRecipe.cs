using Microsoft.ML;
using MLNet.Compression;

namespace QuickStart;

/// <summary>How long and how fast each stage learns. A pretrained teacher needs less than one that starts from nothing.</summary>
/// <param name="Teacher">The shape of a teacher from scratch; null for a pretrained one.</param>
/// <param name="Student">The student's shape.</param>
/// <param name="Fine">Epochs and learning rate of fine-tuning.</param>
/// <param name="Distil">Epochs and learning rate of distillation.</param>
/// <param name="Prune">Epochs and learning rate of pruning.</param>
/// <param name="Dropout">The share of hidden values that training sets to zero.</param>
/// <param name="MaskedTokens">The share of tokens that training hides.</param>
internal sealed record QuickStartRecipe(
    ModelShape? Teacher, StudentShape Student, StagePace Fine, StagePace Distil, StagePace Prune, double Dropout, double MaskedTokens)
{
    /// <summary>For a Hugging Face checkpoint: one epoch of each stage, a TinyBERT student.</summary>
    public static QuickStartRecipe Pretrained { get; } = new(
        Teacher: null, StudentShape.TinyBert4, new StagePace(1, 5e-5), new StagePace(1, 3e-4), new StagePace(1, 3e-4), Dropout: 0.1, MaskedTokens: 0);

    /// <summary>For the built-in data: small models, many epochs over few rows, and much noise so that they aren't learnt by heart.</summary>
    public static QuickStartRecipe FromScratch { get; } = new(
        new ModelShape(2, 128, 4, 512), new StudentShape(2, 64, 4, 256), new StagePace(15, 1e-3), new StagePace(25, 1e-3), new StagePace(12, 1e-3), Dropout: 0.2, MaskedTokens: 0.2);

    /// <summary>The one that suits the teacher.</summary>
    public static QuickStartRecipe For(QuickStartOptions options) => options.Teacher is null ? FromScratch : Pretrained;

    public TextClassificationTrainer.Options TeacherOptions(QuickStartOptions options, IDataView test, IProgress<TrainingProgress> progress, CancellationToken cancellation) => new()
    {
        Sentence1ColumnName = nameof(LabeledText.Text),
        Checkpoint = options.Teacher?.FullName,
        Shape = Teacher,
        VocabularySize = 4000,
        Epochs = options.Epochs ?? Fine.Epochs,
        LearningRate = Fine.LearningRate,
        Dropout = Dropout,
        AttentionDropout = Dropout,
        MaskedTokenShare = MaskedTokens,
        ValidationSet = test,
        ResumeFolder = options.Resume?.FullName,
        Progress = progress,
        CancellationToken = cancellation,
    };

    /// <summary>The student that is asked for, or this recipe's.</summary>
    public StudentShape StudentFor(QuickStartOptions options) => options.Student ?? Student;

    /// <summary>Whether the student has as many heads as the teacher, without which their attention can't be compared.</summary>
    public bool HasTeachersHeads(QuickStartOptions options) =>
        (options.Teacher is null ? Teacher?.Heads : TeacherHeads.Of(options.Teacher)) is not { } heads || heads == StudentFor(options).Heads;

    public DistillationTrainer.Options DistillationOptions(QuickStartOptions options, IProgress<TrainingProgress> progress, CancellationToken cancellation) => new()
    {
        Student = StudentFor(options),
        Recipe = HasTeachersHeads(options) ? DistillationRecipe.Joint : DistillationRecipe.Joint.Without<AttentionScoreLoss>(),
        Epochs = options.Epochs ?? Distil.Epochs,
        LearningRate = Distil.LearningRate,
        MaskedTokenShare = MaskedTokens,
        Progress = progress,
        CancellationToken = cancellation,
    };

    public PruningEstimator.Options PruningOptions(QuickStartOptions options, IProgress<TrainingProgress> progress, CancellationToken cancellation) => new()
    {
        Sparsity = 0.75,
        Epochs = options.Epochs ?? Prune.Epochs,
        LearningRate = Prune.LearningRate,
        MaskedTokenShare = MaskedTokens,
        Progress = progress,
        CancellationToken = cancellation,
    };

    public static QuantizationEstimator.Options QuantizationOptions(IProgress<TrainingProgress> progress) => new()
    {
        Progress = progress,
    };
}
