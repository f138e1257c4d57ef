namespace MLNet.Compression.Benchmarks.Rounds;

/// <summary>Milliseconds of one call.</summary>
/// <param name="Median">Half of the calls took longer.</param>
/// <param name="Best">The shortest: what a call takes while no other process disturbs.</param>
internal readonly record struct Latency(double Median, double Best);
