namespace Microsoft.ML.Data;

/// <summary>The exceptions for a column that is not there or not of the type asked for.</summary>
internal static class SchemaMismatch
{
    public static ArgumentOutOfRangeException Missing(string parameter, string role, string column) =>
        new(parameter, $"Could not find {role} column '{column}'");

    public static ArgumentOutOfRangeException Type(string parameter, string role, string column, string expected, string actual) =>
        new(parameter, $"Schema mismatch for {role} column '{column}': expected {expected}, got {actual}");

    public static DataViewSchema.Column Require(DataViewSchema schema, string column) =>
        schema.GetColumnOrNull(column) ?? throw Missing("inputSchema", "input", column);

    public static SchemaShape.Column Require(SchemaShape schema, string column) =>
        schema.TryFindColumn(column, out var found) ? found : throw Missing("inputSchema", "input", column);
}
