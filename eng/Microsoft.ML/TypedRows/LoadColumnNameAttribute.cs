namespace Microsoft.ML.Data;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class LoadColumnNameAttribute : Attribute
{
    public LoadColumnNameAttribute(string fieldName)
        : this([fieldName])
    {
    }

    public LoadColumnNameAttribute(params string[] fieldNames) => FieldNames = [.. fieldNames];

    internal IReadOnlyList<string> FieldNames { get; }
}
