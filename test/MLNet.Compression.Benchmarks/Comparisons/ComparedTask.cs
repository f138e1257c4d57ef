using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>A public task on which a teacher and what compression makes of it are compared.</summary>
/// <param name="name">The folder of its files.</param>
internal abstract class ComparedTask(string name)
{
    /// <summary>The folder of its files.</summary>
    public string Name => name;

    /// <summary>Reads the rows.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="folder">The folder of the task's files.</param>
    /// <param name="rows">The most rows to learn from, spread over the training set; 0 for all.</param>
    public abstract ComparedRows Read(MLContext ml, string folder, int rows);

    /// <summary>The trainer of the teacher.</summary>
    public abstract IEstimator<TextModelTransformer> Teacher(MLContext ml, ComparisonSettings settings);

    /// <summary>The trainer of a student.</summary>
    public abstract IEstimator<TextModelTransformer> Student(MLContext ml, ITransformer teacher, DistillationTrainer.Options options);

    /// <summary>What prunes a model.</summary>
    public abstract IEstimator<TextModelTransformer> Pruned(MLContext ml, ITransformer model, PruningEstimator.Options options);

    /// <summary>What quantises a model.</summary>
    public abstract IEstimator<TextModelTransformer> Quantized(MLContext ml, ITransformer model, QuantizationEstimator.Options options);

    /// <summary>How near a model comes to its teacher.</summary>
    public abstract IReadOnlyList<TaskScore> Loyalty(MLContext ml, ComparedRows rows, ITransformer model, ITransformer teacher);

    /// <summary>How a model stands attacks on the first rows to measure on; none where no attack is made for the task.</summary>
    public virtual IReadOnlyList<TaskScore> Robustness(MLContext ml, ComparedRows rows, ITransformer model, ComparisonSettings settings) => [];
}
