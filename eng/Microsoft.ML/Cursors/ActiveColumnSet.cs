namespace Microsoft.ML.Data;

/// <summary>The columns that a cursor was asked for.</summary>
internal sealed class ActiveColumnSet
{
    private readonly DataViewSchema _schema;
    private readonly bool[] _active;

    public ActiveColumnSet(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _schema = schema;
        _active = new bool[schema.Count];
        foreach (var column in columns)
            _active[IndexOf(column)] = true;
    }

    public bool Contains(DataViewSchema.Column column) => _active[IndexOf(column)];

    public bool Contains(int index) => _active[index];

    /// <summary>These columns of a schema with the same columns, and others of it.</summary>
    public IEnumerable<DataViewSchema.Column> With(params IEnumerable<DataViewSchema.Column> others)
    {
        var more = new ActiveColumnSet(_schema, others);
        return _schema.Where(column => Contains(column.Index) || more.Contains(column.Index));
    }

    public void Check(DataViewSchema.Column column)
    {
        if (!Contains(column))
            throw new ArgumentOutOfRangeException(nameof(column), column.Name, "requested column not active");
    }

    private int IndexOf(DataViewSchema.Column column)
    {
        if (column.Index < 0 || column.Index >= _active.Length || _schema[column.Index].Name != column.Name)
            throw new ArgumentOutOfRangeException(nameof(column), column.Name, "The column is not one of the schema's columns.");

        return column.Index;
    }
}
