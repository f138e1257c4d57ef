namespace Microsoft.ML.Data;

/// <summary>Reads row objects as rows of a schema.</summary>
internal sealed class RowReader<TRow>
    where TRow : class
{
    private readonly MemberReader<TRow>[] _members;

    public RowReader(SchemaDefinition definition)
    {
        var columns = RowColumn.ListOf(typeof(TRow), definition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read));
        _members = Array.ConvertAll(columns, MemberReader<TRow>.Create);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(columns.Select(column => column.Description));
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public ActiveGetters Activate(RowSlot<TRow> slot, IEnumerable<DataViewSchema.Column> columns)
    {
        var getters = new Delegate[_members.Length];
        foreach (var column in columns)
            getters[column.Index] = _members[column.Index].CreateGetter(slot);
        return new ActiveGetters(Schema, getters);
    }
}
