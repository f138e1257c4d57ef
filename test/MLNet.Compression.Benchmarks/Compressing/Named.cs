namespace MLNet.Compression.Benchmarks.Compressing;

/// <summary>A value with the name that it has on the command line.</summary>
internal sealed record Named<T>(string Name, T Value);
