using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>A way to a classifier.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Train">Trains one, and says what was chosen on the way, if anything was.</param>
internal sealed record FrontLine(string Kind, string Name, Func<FrontSitting, (ITransformer Model, string Note)> Train);
