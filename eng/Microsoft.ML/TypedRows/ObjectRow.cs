namespace Microsoft.ML.Data;

/// <summary>One object at a time seen as a row, with all columns active.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly RowSlot<TRow> _slot = new();
    private readonly ActiveGetters _columns;

    public ObjectRow(RowReader<TRow> reader) => _columns = reader.Activate(_slot, reader.Schema);

    public override long Position => 0;

    public override long Batch => 0;

    public override DataViewSchema Schema => _columns.Schema;

    public void Set(TRow row) => _slot.Row = row;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId(0, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => _columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _columns.GetGetter<TValue>(column);
}
