namespace Microsoft.ML.Data;

/// <summary>Those rows of a data view that a filter lets pass.</summary>
internal sealed class FilteredView(IDataView source, RowFilter filter) : IDataView
{
    public bool CanShuffle => source.CanShuffle && !filter.NeedsOrder;

    public DataViewSchema Schema => source.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = new ActiveColumnSet(Schema, columnsNeeded);
        return Filter(source.GetRowCursor(active.With(filter.Columns), CanShuffle ? rand : null), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        if (filter.NeedsOrder)
            return [GetRowCursor(columnsNeeded, rand)];

        var active = new ActiveColumnSet(Schema, columnsNeeded);
        return [.. source.GetRowCursorSet(active.With(filter.Columns), n, CanShuffle ? rand : null).Select(cursor => Filter(cursor, active))];
    }

    private FilteredCursor Filter(DataViewRowCursor input, ActiveColumnSet active) => new(input, Schema, active, filter.CreateTest(input));
}
