namespace Microsoft.ML.Data;

/// <summary>Columns of a data view in memory. Each is read once, when it is first wanted, together with the others wanted then.</summary>
internal sealed class ColumnCache(IDataView source, IReadOnlyCollection<int> alwaysWanted)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, CachedColumn> _columns = [];
    private int? _rows;

    /// <summary>The number of rows, or null before anything was read.</summary>
    public int? Rows
    {
        get
        {
            lock (_lock)
                return _rows;
        }
    }

    /// <summary>The columns asked for, null at the places of those not asked for, and the number of rows.</summary>
    public (CachedColumn[] Columns, int Rows) Get(ActiveColumnSet wanted)
    {
        lock (_lock)
        {
            Fill([.. source.Schema.Where(column => !_columns.ContainsKey(column.Index) && (wanted.Contains(column.Index) || alwaysWanted.Contains(column.Index)))]);
            return ([.. source.Schema.Select(column => wanted.Contains(column.Index) ? _columns[column.Index] : null)], _rows.Value);
        }
    }

    private void Fill(DataViewSchema.Column[] columns)
    {
        if (columns.Length == 0 && _rows != null)
            return;

        CachedColumn[] filled = [.. columns.Select(column => CachedColumn.Create(column.Type))];
        using var cursor = source.GetRowCursor(columns);
        Action[] fillers = [.. columns.Select((column, i) => filled[i].CreateFiller(cursor, column))];
        var rows = 0;
        for (; cursor.MoveNext(); rows = checked(rows + 1))
        {
            foreach (var fill in fillers)
                fill();
        }

        if (_rows != null && _rows != rows)
            throw new InvalidOperationException($"The cached data had {_rows} rows when first read and {rows} now: cache data that stays the same.");

        _rows = rows;
        for (var i = 0; i < columns.Length; i++)
            _columns.Add(columns[i].Index, filled[i]);
    }
}
