namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>One finished run.</summary>
/// <param name="Task">What was learnt.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Dense">Whether every embedding row moved in every step.</param>
/// <param name="HeldOut">Whether rows were held out of the training set, and measured on.</param>
/// <param name="Seconds">What it took.</param>
/// <param name="Scores">Measured after the last epoch.</param>
internal sealed record FineTuningResult(string Task, int Seed, bool Dense, bool HeldOut, double Seconds, IReadOnlyList<TaskScore> Scores);
