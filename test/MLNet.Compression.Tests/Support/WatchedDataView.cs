using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Tests.Support;

/// <summary>A data view that remembers what is read of it.</summary>
internal sealed class WatchedDataView(IDataView source) : IDataView
{
    /// <summary>For each cursor opened the columns asked for.</summary>
    public List<string[]> Cursors { get; } = [];

    /// <summary>Rows that all cursors together moved to.</summary>
    public int RowsRead { get; private set; }

    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] columns = [.. columnsNeeded];
        Cursors.Add([.. columns.Select(column => column.Name)]);
        return new Cursor(this, source.GetRowCursor(columns, rand));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(WatchedDataView view, DataViewRowCursor cursor) : DataViewRowCursor
    {
        public override long Position => cursor.Position;

        public override long Batch => cursor.Batch;

        public override DataViewSchema Schema => cursor.Schema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => cursor.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => cursor.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => cursor.GetGetter<TValue>(column);

        public override bool MoveNext()
        {
            var moved = cursor.MoveNext();
            view.RowsRead += moved ? 1 : 0;
            return moved;
        }

        protected override void Dispose(bool disposing)
        {
            cursor.Dispose();
            base.Dispose(disposing);
        }
    }
}
