namespace MLNet.Compression.Benchmarks.FineTuning;

/// <summary>A metric's value.</summary>
internal sealed record TaskScore(string Metric, double Value);
