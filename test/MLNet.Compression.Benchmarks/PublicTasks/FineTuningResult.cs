namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>One finished run.</summary>
internal sealed record FineTuningResult(string Task, int Seed, double Seconds, IReadOnlyList<TaskScore> Scores);
