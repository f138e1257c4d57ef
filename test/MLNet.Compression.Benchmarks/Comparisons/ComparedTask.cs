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
    public virtual IEstimator<TextModelTransformer> Student(MLContext ml, ITransformer teacher, DistillationTrainer.Options options) => ml.MulticlassClassification.Trainers.Distillation(teacher, options);

    /// <summary>What prunes a model.</summary>
    public virtual IEstimator<TextModelTransformer> Pruned(MLContext ml, ITransformer model, PruningEstimator.Options options) => ml.MulticlassClassification.Trainers.Prune(model, options);

    /// <summary>What quantises a model.</summary>
    public virtual IEstimator<TextModelTransformer> Quantized(MLContext ml, ITransformer model, QuantizationEstimator.Options options) => ml.MulticlassClassification.Trainers.Quantize(model, options);

    /// <summary>How near a model comes to its teacher.</summary>
    public abstract IReadOnlyList<TaskScore> Loyalty(MLContext ml, ComparedRows rows, ITransformer model, ITransformer teacher);

    /// <summary>How a model stands attacks on the first rows to measure on; none where no attack is made for the task.</summary>
    public IReadOnlyList<TaskScore> Robustness(MLContext ml, ComparedRows rows, ITransformer model, ComparisonSettings settings)
    {
        var options = new RobustnessOptions { Rows = settings.Attacked, Threads = settings.Threads, CancellationToken = settings.Stop };
        (string Name, TextAttack Attack)[] attacks = [("under typos", new TypoAttack()), ("under deletion", new WordDeletionAttack())];
        return [.. attacks.Select(each => (each.Name, Score: UnderAttack(ml, rows, model, each.Attack, options))).Where(each => each.Score is not null).Select(each => new TaskScore(each.Name, each.Score!.Value))];
    }

    /// <summary>The task's first score under an attack; null where none is made.</summary>
    protected virtual double? UnderAttack(MLContext ml, ComparedRows rows, ITransformer model, TextAttack attack, RobustnessOptions options) => null;

    /// <summary>Options of a teacher's trainer with what all tasks have alike.</summary>
    protected static TOptions Configured<TOptions>(TOptions options, ComparisonSettings settings, int epochs, double learningRate)
        where TOptions : TextTrainerOptions
    {
        options.Checkpoint = settings.Checkpoint;
        options.Epochs = epochs;
        options.LearningRate = learningRate;
        options.Threads = settings.Threads;
        options.Progress = settings.Progress;
        options.CancellationToken = settings.Stop;
        if (options is SentenceTrainerOptions sentences)
        {
            sentences.Pooling = settings.Pooling;
        }

        return options;
    }
}
