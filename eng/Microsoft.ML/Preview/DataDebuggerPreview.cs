using System.Collections.Immutable;

namespace Microsoft.ML.Data;

public sealed partial class DataDebuggerPreview
{
    internal const int DefaultRows = 100;

    internal DataDebuggerPreview(IDataView data, int maxRows)
    {
        Schema = data.Schema;
        var columns = Schema.Select(column => new List<object>()).ToArray();
        var rows = ImmutableArray.CreateBuilder<RowInfo>();
        using var cursor = data.GetRowCursor(Schema);
        var readers = Schema.Select(column => PreviewReader.Create(cursor, cursor.Schema[column.Index])).ToArray();
        while (rows.Count < maxRows && cursor.MoveNext())
        {
            var row = new KeyValuePair<string, object>[readers.Length];
            for (var index = 0; index < readers.Length; index++)
            {
                var value = readers[index].Read();
                row[index] = new KeyValuePair<string, object>(Schema[index].Name, value);
                columns[index].Add(value);
            }
            rows.Add(new RowInfo(row));
        }
        RowView = rows.ToImmutable();
        ColumnView = [.. Schema.Select(column => new ColumnInfo(column, [.. columns[column.Index]]))];
    }

    public DataViewSchema Schema { get; }

    public ImmutableArray<ColumnInfo> ColumnView { get; }

    public ImmutableArray<RowInfo> RowView { get; }

    public override string ToString() => $"{Schema.Count} columns, {RowView.Length} rows";
}
