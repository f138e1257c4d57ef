using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>What a line trained.</summary>
/// <param name="Model">The fitted model.</param>
/// <param name="Note">What was chosen on the way; empty for nothing.</param>
/// <param name="Before">What the training of that took which was there already.</param>
internal sealed record FrontModel(ITransformer Model, string Note = "", TimeSpan Before = default);
