namespace Microsoft.ML.Data;

/// <summary>An estimator of a chain, when its transformer is used, and whether what it gives is cached in training.</summary>
internal sealed record ChainLink(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);
