namespace Microsoft.ML.Transforms;

internal sealed record KeyMapOptions(int MaximumCount, ValueToKeyMappingEstimator.KeyOrdinality Ordinality, bool AnnotateAsText);
