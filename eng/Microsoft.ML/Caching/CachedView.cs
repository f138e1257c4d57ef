namespace Microsoft.ML.Data;

/// <summary>A data view in memory; it is filled when a cursor first reads.</summary>
internal sealed class CachedView(IDataView source, params IEnumerable<string> columnsToPrefetch) : IDataView
{
    private readonly ColumnCache _cache = new(source, [.. columnsToPrefetch.Select(name => source.Schema[name].Index)]);

    public bool CanShuffle => true;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => _cache.Rows ?? source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new CachedCursor(_cache, Schema, new ActiveColumnSet(Schema, columnsNeeded), rand);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
