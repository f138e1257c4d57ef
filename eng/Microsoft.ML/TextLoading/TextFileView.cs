using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The rows of text files. Nothing is read before a cursor moves, and every cursor reads anew.</summary>
internal sealed class TextFileView(IHostEnvironment host, TextSchema schema, DelimitedFormat format, LineSource lines) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        GetRowCursorSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = new ActiveColumnSet(Schema, columnsNeeded);
        var cursors = new DataViewRowCursor[Math.Max(1, n)];
        var batches = new LineBatches(lines.Read(), cursors.Length);
        for (var i = 0; i < cursors.Length; i++)
            cursors[i] = new TextFileCursor(schema, active, format, batches, new ParseReport(host));

        return cursors;
    }
}
