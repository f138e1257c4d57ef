namespace Microsoft.ML.Data;

internal sealed class BinaryFileCursor(DataViewSchema schema, ActiveColumnSet active, BinaryReader rows) : DataViewRowCursor
{
    private readonly BinaryCell[] _cells = [.. schema.Select(column => BinaryCell.Create(column.Type))];
    private long _position = -1;
    private bool _ended;

    public override long Position => _ended ? -1 : _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => schema;

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        active.Check(column);
        return Getters.Cast<TValue>(_cells[column.Index].Getter, column);
    }

    public override bool MoveNext()
    {
        _ended = _ended || !rows.ReadBoolean();
        if (_ended)
            return false;

        foreach (var cell in _cells)
            cell.Read(rows);

        _position++;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ended = true;
            rows.Dispose();
        }

        base.Dispose(disposing);
    }
}
