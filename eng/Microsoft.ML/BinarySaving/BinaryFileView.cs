namespace Microsoft.ML.Data;

internal sealed class BinaryFileView : IDataView
{
    private readonly IMultiStreamSource _source;

    public BinaryFileView(IMultiStreamSource source)
    {
        _source = source;
        var (rows, schema) = BinaryFile.Open(source);
        rows.Dispose();
        Schema = schema;
    }

    public bool CanShuffle => false;

    public DataViewSchema Schema { get; }

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = new ActiveColumnSet(Schema, columnsNeeded);
        return new BinaryFileCursor(Schema, active, BinaryFile.Open(_source).Rows);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
