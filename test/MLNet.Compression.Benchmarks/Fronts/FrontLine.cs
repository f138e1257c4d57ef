namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>A way to a classifier.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Train">Trains one.</param>
internal sealed record FrontLine(string Kind, string Name, Func<FrontSitting, FrontModel> Train);
