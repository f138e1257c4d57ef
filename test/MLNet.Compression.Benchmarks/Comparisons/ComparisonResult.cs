using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>One model of a comparison.</summary>
/// <param name="Plan">How all models of the comparison are made.</param>
/// <param name="Task">The task.</param>
/// <param name="Model">Which model.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Scores">The task's metrics, nearness to the teacher, and accuracy under attack.</param>
/// <param name="Cost">What the model costs.</param>
/// <param name="Machine">Where that was measured.</param>
internal sealed record ComparisonResult(string Plan, string Task, string Model, int Seed, IReadOnlyList<TaskScore> Scores, CostMetrics Cost, string Machine);
