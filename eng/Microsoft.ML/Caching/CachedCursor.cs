namespace Microsoft.ML.Data;

internal sealed class CachedCursor(ColumnCache cache, DataViewSchema schema, ActiveColumnSet active, Random rand) : DataViewRowCursor
{
    private CachedColumn[] _columns;
    private int[] _order;
    private int _rows;
    private int _position = -1;
    private bool _ended;

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => schema;

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)CurrentRow(), 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        active.Check(column);
        Fill();
        return Getters.Cast<TValue>(_columns[column.Index].CreateGetter(CurrentRow), column);
    }

    public override bool MoveNext()
    {
        Fill();
        if (_ended || _position + 1 >= _rows)
        {
            _ended = true;
            _position = -1;
            return false;
        }

        _position++;
        return true;
    }

    private int CurrentRow() =>
        _position < 0 ? throw new InvalidOperationException("The cursor is not at a row: call MoveNext first.") : _order?[_position] ?? _position;

    private void Fill()
    {
        if (_columns != null)
            return;

        (_columns, _rows) = cache.Get(active);
        if (rand == null)
            return;

        _order = [.. Enumerable.Range(0, _rows)];
        rand.Shuffle(_order);
    }
}
