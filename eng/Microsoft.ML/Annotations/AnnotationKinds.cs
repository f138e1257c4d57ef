namespace Microsoft.ML.Data;

/// <summary>Names of annotations that several components agree on.</summary>
internal static class AnnotationKinds
{
    public const string KeyValues = "KeyValues";
    public const string SlotNames = "SlotNames";
    public const string IsNormalized = "IsNormalized";
}
