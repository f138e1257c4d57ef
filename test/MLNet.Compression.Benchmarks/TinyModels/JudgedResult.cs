namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>One finished run.</summary>
/// <param name="Task">The task.</param>
/// <param name="Model">What was trained.</param>
/// <param name="Rows">The most rows it learnt from; 0 for all.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Metric">What was measured.</param>
/// <param name="Score">Its value.</param>
/// <param name="Bytes">What ML.NET saves of it.</param>
/// <param name="Seconds">What the training took.</param>
internal sealed record JudgedResult(string Task, string Model, int Rows, int Seed, string Metric, double Score, long Bytes, double Seconds);
