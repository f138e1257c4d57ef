using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.MicrosoftML;

/// <summary>One transformer of a chain.</summary>
/// <param name="Transformer">The transformer.</param>
/// <param name="Scope">What it is for.</param>
internal sealed record TransformerLink(ITransformer Transformer, TransformerScope Scope);
