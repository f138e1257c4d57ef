namespace Microsoft.ML.Data;

/// <summary>The getters of a row's active columns.</summary>
internal sealed class ActiveGetters
{
    private readonly Delegate[] _getters;

    /// <param name="schema">The row's schema.</param>
    /// <param name="getters">A getter for each column of the schema, null for one that is not active.</param>
    public ActiveGetters(DataViewSchema schema, Delegate[] getters)
    {
        Schema = schema;
        _getters = getters;
    }

    public DataViewSchema Schema { get; }

    public bool IsActive(DataViewSchema.Column column)
    {
        if (column.Index < 0 || column.Index >= _getters.Length)
            throw new ArgumentOutOfRangeException(nameof(column), $"There is no column {column.Index}.");
        return _getters[column.Index] is not null;
    }

    public ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsActive(column))
            throw new ArgumentOutOfRangeException(nameof(column), "requested column not active");
        return _getters[column.Index] as ValueGetter<TValue>
            ?? throw new InvalidOperationException(
                $"Invalid TValue: '{typeof(TValue)}', expected type: '{Schema[column.Index].Type.RawType}'.");
    }
}
