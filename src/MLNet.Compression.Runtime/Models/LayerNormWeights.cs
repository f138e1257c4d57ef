namespace MLNet.Compression.Runtime.Models;

/// <summary>A layer norm: y = (x - mean) / sqrt(variance + epsilon) x scale + shift.</summary>
/// <param name="Scale">Factor of each feature.</param>
/// <param name="Shift">What is added to each feature.</param>
internal sealed record LayerNormWeights(float[] Scale, float[] Shift);
