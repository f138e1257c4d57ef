using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>What a task learns, and how that is measured.</summary>
internal abstract class TaskKind
{
    /// <summary>Trains on one set and measures on the other.</summary>
    /// <param name="ml">The context, with the seed.</param>
    /// <param name="train">The rows to learn.</param>
    /// <param name="test">The rows to measure on.</param>
    /// <param name="settings">How to train.</param>
    /// <returns>The names and values of the task's metrics.</returns>
    public abstract IReadOnlyList<TaskScore> Run(MLContext ml, IReadOnlyList<LabeledPair> train, IReadOnlyList<LabeledPair> test, FineTuningSettings settings);
}
