using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Runtime.Models;

/// <summary>A linear layer: y = x Wᵀ + b.</summary>
/// <param name="Weight">W [outputs x inputs].</param>
/// <param name="Bias">b [outputs]; null for none.</param>
/// <param name="Clip">The range to which x is rounded, where W is of integers; none for that of each token.</param>
internal sealed record LinearWeights(WeightMatrix Weight, float[]? Bias, InputClip Clip = default);
