namespace Microsoft.ML.Data;

internal static class RowObjects
{
    /// <summary>The rows of the data as objects; each enumeration reads the data anew.</summary>
    public static IEnumerable<TRow> Enumerate<TRow>(IDataView data, RowWriter<TRow> writer, bool reuseRowObject)
        where TRow : class, new()
    {
        using var cursor = data.GetRowCursor(writer.Columns);
        var fill = writer.Bind(cursor);
        TRow row = null;
        while (cursor.MoveNext())
        {
            if (!reuseRowObject || row is null)
                row = new TRow();
            fill(row);
            yield return row;
        }
    }

    /// <summary>The definition of a class whose columns have the types and annotations of a schema.</summary>
    public static SchemaDefinition DefinitionFrom(Type rowType, DataViewSchema schema)
    {
        var definition = SchemaDefinition.Create(rowType, SchemaDefinition.Direction.Read);
        foreach (var column in schema.Where(column => !column.IsHidden))
        {
            var member = definition.Find(candidate => candidate.ColumnName == column.Name)
                ?? throw new ArgumentOutOfRangeException(nameof(schema), $"Type should contain a member named {column.Name}");
            member.ColumnType = column.Type;
            member.AddAnnotations(column.Annotations);
        }
        return definition;
    }
}
