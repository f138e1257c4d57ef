using Microsoft.ML;
using MLNet.Compression;

namespace QuickStart;

/// <summary>How long and how fast the stages with training learn, and what is cut out after them. A large pretrained teacher needs fewer passes than the tiny one.</summary>
/// <param name="Student">The student's shape.</param>
/// <param name="Fine">Epochs and learning rate of fine-tuning.</param>
/// <param name="Distil">Epochs and learning rate of distillation.</param>
/// <param name="Cut">The share of the layers' multiply-adds that is cut out, heads and neurons, without training.</param>
/// <param name="MaskedTokens">The share of tokens that training hides.</param>
internal sealed record QuickStartRecipe(StudentShape Student, StagePace Fine, StagePace Distil, double Cut, double MaskedTokens)
{
    /// <summary>For a Hugging Face checkpoint: one epoch of fine-tuning and of distillation, a TinyBERT student.</summary>
    public static QuickStartRecipe Pretrained { get; } = new(
        StudentShape.TinyBert4, new StagePace(1, 5e-5), new StagePace(1, 3e-4), Cut: 0.5, MaskedTokens: 0);

    /// <summary>For the pretrained tiny model and few rows: all its layers with a quarter of the neurons, and some noise so that rows aren't learnt by heart.</summary>
    /// <remarks>With a few dozen steps, a cut without training loses less than pruning with it, and 8 bits much less than 4.</remarks>
    public static QuickStartRecipe Tiny { get; } = new(
        new StudentShape(6, 384, 12, 384), new StagePace(3, 2e-4), new StagePace(3, 4e-4), Cut: 0.25, MaskedTokens: 0.1);

    /// <summary>The one that suits the teacher.</summary>
    public static QuickStartRecipe For(QuickStartOptions options) => options.Teacher is null ? Tiny : Pretrained;

    public TextClassificationTrainer.Options TeacherOptions(QuickStartOptions options, IDataView test, IProgress<TrainingProgress> progress, CancellationToken cancellation) => new()
    {
        Sentence1ColumnName = nameof(LabeledText.Text),
        Checkpoint = options.Teacher?.FullName ?? TinyModel.Path,
        Epochs = options.Epochs ?? Fine.Epochs,
        LearningRate = Fine.LearningRate,
        MaskedTokenShare = MaskedTokens,
        ValidationSet = test,
        Baseline = true,
        ResumeFolder = options.Resume?.FullName,
        Progress = progress,
        CancellationToken = cancellation,
    };

    /// <summary>The student that is asked for, or this recipe's.</summary>
    public StudentShape StudentFor(QuickStartOptions options) => options.Student ?? Student;

    /// <summary>Whether the student has as many heads as the teacher, without which their attention can't be compared.</summary>
    public bool HasTeachersHeads(QuickStartOptions options) =>
        TeacherHeads.Of(options.Teacher) is not { } heads || heads == StudentFor(options).Heads;

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

    public QuickPruningEstimator.Options PruningOptions(IProgress<TrainingProgress> progress, CancellationToken cancellation) => new()
    {
        Share = Cut,
        Progress = progress,
        CancellationToken = cancellation,
    };

    public static QuantizationEstimator.Options QuantizationOptions(IProgress<TrainingProgress> progress) => new()
    {
        Rounding = WeightRounding.Calibrated(),
        Progress = progress,
    };
}
