namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>A metric's value.</summary>
internal sealed record TaskScore(string Metric, double Value);
