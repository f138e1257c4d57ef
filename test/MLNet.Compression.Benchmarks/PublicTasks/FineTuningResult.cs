namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>One finished run.</summary>
/// <param name="Task">What was learnt.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Dense">Whether every embedding row moved in every step.</param>
/// <param name="Seconds">What it took.</param>
/// <param name="Scores">Measured after the last epoch.</param>
internal sealed record FineTuningResult(string Task, int Seed, bool Dense, double Seconds, IReadOnlyList<TaskScore> Scores);
