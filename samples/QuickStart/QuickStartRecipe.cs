using Microsoft.ML;
using MLNet.Compression;
using MLNet.Compression.Training.Loop;

namespace QuickStart;

/// <summary>How long and how fast each stage learns. A pretrained teacher needs less than one that starts from nothing.</summary>
/// <param name="TeacherEpochs">Epochs of fine-tuning.</param>
/// <param name="TeacherRate">Its learning rate.</param>
/// <param name="DistillationEpochs">Epochs of distillation.</param>
/// <param name="DistillationRate">Its learning rate.</param>
/// <param name="PruningEpochs">Epochs of pruning.</param>
/// <param name="PruningRate">Its learning rate.</param>
/// <param name="Student">The student's shape.</param>
internal sealed record QuickStartRecipe(
    int TeacherEpochs, double TeacherRate, int DistillationEpochs, double DistillationRate, int PruningEpochs, double PruningRate, StudentShape Student)
{
    /// <summary>For a Hugging Face checkpoint: one epoch of each stage, a TinyBERT student.</summary>
    public static QuickStartRecipe Pretrained { get; } = new(1, 5e-5, 1, 3e-4, 1, 3e-4, StudentShape.TinyBert4);

    /// <summary>For the built-in data: a small teacher, a smaller student, many epochs over few rows.</summary>
    public static QuickStartRecipe FromScratch { get; } = new(12, 5e-4, 20, 1e-3, 12, 1e-3, new StudentShape(2, 128, 4, 512));

    public TextClassificationTrainer.Options Teacher(QuickStartOptions options, IDataView test, IProgress<TrainingProgress> progress, CancellationToken cancellation) => new()
    {
        Sentence1ColumnName = nameof(LabeledText.Text),
        Checkpoint = options.Teacher?.FullName,
        Epochs = options.Epochs ?? TeacherEpochs,
        LearningRate = TeacherRate,
        ValidationSet = test,
        Progress = progress,
        CancellationToken = cancellation,
    };

    public DistillationTrainer.Options Distillation(QuickStartOptions options, IProgress<TrainingProgress> progress, CancellationToken cancellation) => new()
    {
        Student = options.Student ?? Student,
        Epochs = options.Epochs ?? DistillationEpochs,
        LearningRate = DistillationRate,
        Progress = progress,
        CancellationToken = cancellation,
    };

    public BlockPruningEstimator.Options Pruning(QuickStartOptions options, IProgress<TrainingProgress> progress, CancellationToken cancellation) => new()
    {
        Sparsity = 0.75,
        Epochs = options.Epochs ?? PruningEpochs,
        LearningRate = PruningRate,
        Progress = progress,
        CancellationToken = cancellation,
    };

    public static QuantizationEstimator.Options Quantization(IProgress<TrainingProgress> progress) => new()
    {
        Progress = progress,
    };
}
