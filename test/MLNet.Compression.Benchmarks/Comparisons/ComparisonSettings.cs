using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>How the models of a comparison are made; all else is the library's defaults.</summary>
/// <param name="Checkpoint">The pretrained model's folder.</param>
/// <param name="Student">The student's shape.</param>
/// <param name="Sparsity">The share of blocks that pruning takes out.</param>
/// <param name="Bits">Bits of a weight in the end.</param>
/// <param name="Rows">The most rows that all models learn from; 0 for all.</param>
/// <param name="Attacked">Rows that are attacked; 0 for none.</param>
/// <param name="Threads">Threads; 0 for all.</param>
internal sealed record ComparisonSettings(string Checkpoint, ModelShape Student, double Sparsity, int Bits, int Rows, int Attacked, int Threads)
{
    /// <summary>What teachers of whole texts read; null for what is usual.</summary>
    public EmbeddingPooling? Pooling { get; init; }

    /// <summary>Told of each step of the training at hand.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the work.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>What decides the results, in words.</summary>
    public string Name => FormattableString.Invariant($"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Checkpoint))}, student {Student}, {Sparsity:0.##} pruned, {Bits} bits, {(Rows == 0 ? "all" : Rows)} rows");

    public DistillationTrainer.Options Distillation => new() { Student = Student, Threads = Threads, Progress = Progress, CancellationToken = Stop };

    public PruningEstimator.Options Pruning(ITransformer teacher) => new()
    {
        Sparsity = Sparsity,
        Teacher = teacher,
        Threads = Threads,
        Progress = Progress,
        CancellationToken = Stop,
    };

    public QuantizationEstimator.Options Quantization(ITransformer teacher) => new()
    {
        Scheme = Bits == 8 ? QuantizationScheme.Int8 : QuantizationScheme.LearnedStep(Bits),
        Teacher = teacher,
        QuantizationAwareTraining = Bits == 8 ? null : new QuantizationOptions { Threads = Threads, Progress = Progress, CancellationToken = Stop },
    };
}
