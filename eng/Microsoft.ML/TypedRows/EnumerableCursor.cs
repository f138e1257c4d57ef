namespace Microsoft.ML.Data;

internal sealed class EnumerableCursor<TRow> : DataViewRowCursor
    where TRow : class
{
    private readonly IEnumerator<TRow> _rows;
    private readonly RowSlot<TRow> _slot = new();
    private readonly ActiveGetters _columns;
    private long _position = -1;
    private bool _finished;

    public EnumerableCursor(IEnumerator<TRow> rows, RowReader<TRow> reader, IEnumerable<DataViewSchema.Column> columns)
    {
        _rows = rows;
        _columns = reader.Activate(_slot, columns);
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => _columns.Schema;

    public override bool MoveNext()
    {
        if (_finished)
            return false;
        if (!_rows.MoveNext())
        {
            _finished = true;
            _position = -1;
            _slot.Row = null;
            return false;
        }
        _slot.Row = _rows.Current ?? throw new InvalidOperationException("Encountered null when iterating over data, this is not supported.");
        _position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => _columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _columns.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _finished = true;
            _rows.Dispose();
        }
        base.Dispose(disposing);
    }
}
