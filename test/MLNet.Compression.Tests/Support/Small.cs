using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Tests.Support;

/// <summary>Options that train a tiny model in a moment.</summary>
internal static class Small
{
    public static StudentShape Student { get; } = new(1, 16, 2, 32);

    public static TextClassificationTrainer.Options Teacher(Action<TextClassificationTrainer.Options>? change = null) => Changed(
        new()
        {
            Shape = new ModelShape(2, 32, 2, 64),
            VocabularySize = 250,
            MaxTokens = 24,
            Epochs = 4,
            BatchSize = 16,
            LearningRate = 4e-3,
            Threads = 1,
        },
        change);

    public static DistillationTrainer.Options Distillation(Action<DistillationTrainer.Options>? change = null) =>
        Changed(new() { Student = Student, Epochs = 4, BatchSize = 16, LearningRate = 4e-3, Threads = 1 }, change);

    public static BlockPruningEstimator.Options Pruning(Action<BlockPruningEstimator.Options>? change = null) =>
        Changed(new() { Sparsity = 0.5, Epochs = 2, BatchSize = 16, LearningRate = 2e-3, MaskInterval = 4, Threads = 1 }, change);

    public static QuantizationEstimator.Options Aware(Action<QuantizationOptions>? change = null) =>
        new() { QuantizationAwareTraining = Changed(new QuantizationOptions { BatchSize = 16, LearningRate = 5e-4, Threads = 1 }, change) };

    private static T Changed<T>(T options, Action<T>? change)
    {
        change?.Invoke(options);
        return options;
    }
}
