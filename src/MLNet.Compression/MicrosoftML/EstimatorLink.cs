using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.Compression.MicrosoftML;

/// <summary>One estimator of a chain.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Scope">What its transformer is for.</param>
/// <param name="CacheHost">The host of the cache behind it; null where there is none.</param>
internal sealed record EstimatorLink(IEstimator<ITransformer> Estimator, TransformerScope Scope, IHost? CacheHost);
