namespace MLNet.Compression.Runtime.Models;

/// <summary>The feed-forward network of a transformer layer.</summary>
/// <param name="Intermediate">[feed-forward size x hidden size].</param>
/// <param name="Output">[hidden size x feed-forward size].</param>
/// <param name="Norm">The layer norm after the residual connection.</param>
internal sealed record FeedForwardWeights(LinearWeights Intermediate, LinearWeights Output, LayerNormWeights Norm);
