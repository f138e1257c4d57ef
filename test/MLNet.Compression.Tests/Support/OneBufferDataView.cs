using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Tests.Support;

/// <summary>A data view that gives every text in the same memory, as sources may: it is good until the next row.</summary>
internal sealed class OneBufferDataView(IDataView source) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) => new Cursor(source.GetRowCursor(columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded)];

    private sealed class Cursor(DataViewRowCursor cursor) : DataViewRowCursor
    {
        public override long Position => cursor.Position;

        public override long Batch => cursor.Batch;

        public override DataViewSchema Schema => cursor.Schema;

        public override ValueGetter<DataViewRowId> GetIdGetter() => cursor.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => cursor.IsColumnActive(column);

        public override bool MoveNext() => cursor.MoveNext();

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            var getter = cursor.GetGetter<TValue>(column);
            if (getter is not ValueGetter<ReadOnlyMemory<char>> getText)
            {
                return getter;
            }

            var buffer = new char[1_000];
            ReadOnlyMemory<char> text = default;
            return (ValueGetter<TValue>)(object)(ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) =>
            {
                getText(ref text);
                text.CopyTo(buffer);
                value = buffer.AsMemory(0, text.Length);
            });
        }

        protected override void Dispose(bool disposing)
        {
            cursor.Dispose();
            base.Dispose(disposing);
        }
    }
}
