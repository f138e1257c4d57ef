namespace MLNet.Compression.Runtime.Models;

/// <summary>The self-attention of a transformer layer.</summary>
/// <param name="QueryKeyValue">[3 x attention size, hidden size]: the rows of the queries, then of the keys, then of the values.</param>
/// <param name="Output">[hidden size x attention size].</param>
/// <param name="Norm">The layer norm after the residual connection.</param>
internal sealed record AttentionWeights(LinearWeights QueryKeyValue, LinearWeights Output, LayerNormWeights Norm);
