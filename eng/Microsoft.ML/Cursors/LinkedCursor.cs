namespace Microsoft.ML.Data;

/// <summary>A cursor that hands out rows of another cursor of the same columns, and owns that cursor.</summary>
internal abstract class LinkedCursor(DataViewRowCursor input, DataViewSchema schema, ActiveColumnSet active) : DataViewRowCursor
{
    private long _position = -1;

    protected DataViewRowCursor Input { get; } = input;

    public sealed override long Position => _position;

    public override long Batch => Input.Batch;

    public sealed override DataViewSchema Schema { get; } = schema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => Input.GetIdGetter();

    public sealed override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        active.Check(column);
        return Input.GetGetter<TValue>(Input.Schema[column.Index]);
    }

    public sealed override bool MoveNext()
    {
        if (!MoveNextCore())
        {
            _position = -1;
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Moves the input to the next row to hand out; false where there is none.</summary>
    protected abstract bool MoveNextCore();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Input.Dispose();

        base.Dispose(disposing);
    }
}
