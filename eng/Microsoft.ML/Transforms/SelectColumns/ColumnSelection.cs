namespace Microsoft.ML.Transforms;

/// <summary>Which columns of a schema go on: those named, in the order of the names, or all but those named.</summary>
internal sealed record ColumnSelection(IReadOnlyList<string> Names, bool Drops, bool KeepHidden)
{
    public static ColumnSelection Keep(string[] names, bool keepHidden) => new(Check(names), Drops: false, keepHidden);

    public static ColumnSelection Drop(string[] names) => new(Check(names), Drops: true, KeepHidden: false);

    public IEnumerable<DataViewSchema.Column> Apply(DataViewSchema schema)
    {
        foreach (var name in Names)
            Data.SchemaMismatch.Require(schema, name);
        var seen = schema.Where(column => KeepHidden || !column.IsHidden);
        return Drops
            ? seen.Where(column => !Names.Contains(column.Name))
            : Names.Distinct().SelectMany(name => seen.Where(column => column.Name == name));
    }

    public SchemaShape Apply(SchemaShape schema)
    {
        var named = Names.Distinct().Select(name => Data.SchemaMismatch.Require(schema, name)).ToArray();
        return new SchemaShape(Drops ? schema.Where(column => !Names.Contains(column.Name)) : named);
    }

    private static string[] Check(string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Any(string.IsNullOrEmpty))
            throw new ArgumentException("A column name can't be empty.", nameof(names));
        return [.. names];
    }
}
