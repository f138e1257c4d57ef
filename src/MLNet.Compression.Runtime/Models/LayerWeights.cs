namespace MLNet.Compression.Runtime.Models;

/// <summary>The weights of one transformer layer.</summary>
/// <param name="QueryKeyValue">[3 x attention size, hidden size]: the rows of the queries, then of the keys, then of the values.</param>
/// <param name="AttentionOutput">[hidden size x attention size].</param>
/// <param name="AttentionNorm">The layer norm after the attention's residual connection.</param>
/// <param name="Intermediate">[feed-forward size x hidden size].</param>
/// <param name="Output">[hidden size x feed-forward size].</param>
/// <param name="OutputNorm">The layer norm after the feed-forward's residual connection.</param>
internal sealed record LayerWeights(
    LinearWeights QueryKeyValue,
    LinearWeights AttentionOutput,
    LayerNormWeights AttentionNorm,
    LinearWeights Intermediate,
    LinearWeights Output,
    LayerNormWeights OutputNorm);
