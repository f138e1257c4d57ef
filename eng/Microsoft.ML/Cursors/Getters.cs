namespace Microsoft.ML.Data;

internal static class Getters
{
    /// <summary>A getter as the type it was asked for as.</summary>
    public static ValueGetter<TValue> Cast<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Invalid TValue in GetGetter: '{typeof(TValue)}' for column '{column.Name}' of type {column.Type}, expected '{column.Type.RawType}'");
}
