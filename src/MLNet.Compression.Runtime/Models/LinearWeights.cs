using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Runtime.Models;

/// <summary>A linear layer: y = x Wᵀ + b.</summary>
/// <param name="Weight">W [outputs x inputs].</param>
/// <param name="Bias">b [outputs]; null for none.</param>
internal sealed record LinearWeights(WeightMatrix Weight, float[]? Bias);
