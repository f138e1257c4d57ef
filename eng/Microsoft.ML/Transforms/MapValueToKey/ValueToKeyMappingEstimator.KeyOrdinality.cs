namespace Microsoft.ML.Transforms;

public sealed partial class ValueToKeyMappingEstimator
{
    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }
}
