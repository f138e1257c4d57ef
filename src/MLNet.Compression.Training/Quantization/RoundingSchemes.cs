namespace MLNet.Compression.Training.Quantization;

/// <summary>How a model's weights are rounded.</summary>
/// <param name="Scheme">The weights of linear layers.</param>
/// <param name="EmbeddingScheme">The embeddings.</param>
internal sealed record RoundingSchemes(WeightQuantizer Scheme, WeightQuantizer EmbeddingScheme);
