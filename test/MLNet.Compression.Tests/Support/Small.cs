namespace MLNet.Compression.Tests.Support;

/// <summary>Options that train a tiny model in a moment.</summary>
internal static class Small
{
    public static StudentShape Student { get; } = new(1, 32, 2, 64);

    public static TextClassificationTrainer.Options Teacher(Action<TextClassificationTrainer.Options>? change = null) => Changed(
        new()
        {
            Shape = new ModelShape(2, 64, 2, 64),
            VocabularySize = 250,
            MaxTokens = 24,
            Epochs = 6,
            BatchSize = 8,
            LearningRate = 1e-3,
            Dropout = 0,
            AttentionDropout = 0,
            Threads = 1,
        },
        change);

    public static DistillationTrainer.Options Distillation(Action<DistillationTrainer.Options>? change = null) =>
        Changed(new() { Student = Student, Epochs = 5, BatchSize = 8, LearningRate = 3e-3, Threads = 1 }, change);

    public static PruningEstimator.Options Pruning(Action<PruningEstimator.Options>? change = null) =>
        Changed(new() { Sparsity = 0.5, Epochs = 3, BatchSize = 8, LearningRate = 2e-3, MaskInterval = 4, Threads = 1 }, change);

    public static QuantizationEstimator.Options Aware(Action<QuantizationOptions>? change = null) =>
        new() { QuantizationAwareTraining = Changed(new QuantizationOptions { BatchSize = 8, LearningRate = 5e-4, Threads = 1 }, change) };

    public static QuantizationEstimator.Options WithScheme(this QuantizationEstimator.Options options, QuantizationScheme scheme) => Changed(options, each => each.Scheme = scheme);

    private static T Changed<T>(T options, Action<T>? change)
    {
        change?.Invoke(options);
        return options;
    }
}
