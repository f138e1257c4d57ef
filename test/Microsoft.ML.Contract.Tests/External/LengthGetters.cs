namespace Microsoft.ML.Contract.Tests.External;

/// <summary>The getters of the active columns of a row or cursor of a <see cref="LengthMapper"/>.</summary>
internal sealed class LengthGetters(LengthMapper mapper, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
{
    private readonly HashSet<int> _active = [.. activeColumns.Select(column => column.Index)];

    public bool IsActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public ValueGetter<TValue> Get<TValue>(DataViewSchema.Column column)
    {
        if (!IsActive(column))
            throw new ArgumentOutOfRangeException(nameof(column), "requested column not active");
        return column.Index < mapper.InputSchema.Count
            ? input.GetGetter<TValue>(input.Schema[column.Index])
            : mapper.CreateGetter(input, column) as ValueGetter<TValue> ?? throw new InvalidOperationException($"'{column.Name}' has no values of {typeof(TValue)}.");
    }
}
