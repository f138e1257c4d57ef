namespace Microsoft.ML.Data;

/// <summary>Fills row objects from rows of a schema.</summary>
internal sealed class RowWriter<TRow>
    where TRow : class
{
    private readonly MemberWriter<TRow>[] _members;
    private readonly DataViewSchema _schema;

    public RowWriter(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        _schema = schema;
        var columns = RowColumn.ListOf(typeof(TRow), definition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Write));
        var members = new List<MemberWriter<TRow>>();
        foreach (var column in columns)
        {
            var name = column.Description.Name;
            if (schema.GetColumnOrNull(name) is { } found)
                members.Add(MemberWriter<TRow>.Create(column.Member, found));
            else if (!ignoreMissingColumns)
                throw SchemaMismatch.Missing(nameof(schema), "output", name);
        }
        _members = [.. members];
    }

    public IEnumerable<DataViewSchema.Column> Columns => _members.Select(member => _schema[member.ColumnIndex]);

    /// <summary>An action that fills an object from the row the input stands on.</summary>
    public Action<TRow> Bind(DataViewRow input)
    {
        var fill = Array.ConvertAll(_members, member => member.Bind(input));
        return row =>
        {
            foreach (var member in fill)
                member(row);
        };
    }
}
