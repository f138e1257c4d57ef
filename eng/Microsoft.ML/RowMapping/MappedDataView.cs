namespace Microsoft.ML.Data;

/// <summary>A data view mapped row by row while it is read.</summary>
internal sealed class MappedDataView : IDataView
{
    private readonly IDataView _source;
    private readonly ColumnMapping _mapping;

    public MappedDataView(IDataView source, ColumnMapping mapping)
    {
        _source = source;
        _mapping = mapping;
    }

    public bool CanShuffle => _source.CanShuffle;

    public DataViewSchema Schema => _mapping.OutputSchema;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        return Map(_source.GetRowCursor(_mapping.GetDependencies(needed), rand), needed);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        var inputs = _source.GetRowCursorSet(_mapping.GetDependencies(needed), n, rand);
        return [.. inputs.Select(input => Map(input, needed))];
    }

    private MappedCursor Map(DataViewRowCursor input, DataViewSchema.Column[] needed) => new(input, _mapping.Activate(input, needed));
}
