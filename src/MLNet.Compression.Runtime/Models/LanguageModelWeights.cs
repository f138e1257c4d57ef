namespace MLNet.Compression.Runtime.Models;

/// <summary>What a masked-LM head has after its linear layer: a layer norm, then the word-embedding table as decoder, with a bias.</summary>
/// <param name="Norm">The layer norm [embedding size].</param>
/// <param name="Bias">The decoder's bias [vocabulary].</param>
internal sealed record LanguageModelWeights(LayerNormWeights Norm, float[] Bias);
