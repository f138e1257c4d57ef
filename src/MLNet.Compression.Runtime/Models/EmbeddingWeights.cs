using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Runtime.Models;

/// <summary>The embeddings of an encoder: word + position + token type, a layer norm, and maybe a projection; of a static model the words alone.</summary>
/// <param name="Words">[vocabulary x embedding size].</param>
/// <param name="Positions">[positions x embedding size]; null in a static model.</param>
/// <param name="TokenTypes">[token types x embedding size]; null where the model has none.</param>
/// <param name="Norm">The layer norm [embedding size]; null in a static model.</param>
/// <param name="Projection">[hidden size x embedding size]; only where the two sizes differ.</param>
internal sealed record EmbeddingWeights(
    WeightMatrix Words, WeightMatrix? Positions, WeightMatrix? TokenTypes, LayerNormWeights? Norm, LinearWeights? Projection);
