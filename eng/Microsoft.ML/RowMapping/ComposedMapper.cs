namespace Microsoft.ML.Data;

/// <summary>Mappers one after the other; each is bound to the output schema object of the one before.</summary>
internal sealed class ComposedMapper : IRowToRowMapper
{
    private readonly IRowToRowMapper[] _mappers;

    public ComposedMapper(DataViewSchema inputSchema, IEnumerable<IRowToRowMapper> mappers)
    {
        InputSchema = inputSchema;
        _mappers = [.. mappers];
        OutputSchema = _mappers.Length == 0 ? inputSchema : _mappers[^1].OutputSchema;
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        ArgumentNullException.ThrowIfNull(dependingColumns);
        return _mappers.Reverse().Aggregate(dependingColumns, (columns, mapper) => mapper.GetDependencies(columns));
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        if (!ReferenceEquals(input.Schema, InputSchema))
            throw new ArgumentOutOfRangeException(nameof(input), "The row's schema must be the very schema the mapper is bound to.");
        var needed = new IEnumerable<DataViewSchema.Column>[_mappers.Length];
        var columns = activeColumns;
        for (var index = _mappers.Length - 1; index >= 0; index--)
        {
            needed[index] = columns;
            columns = _mappers[index].GetDependencies(columns);
        }
        var row = input;
        for (var index = 0; index < _mappers.Length; index++)
            row = _mappers[index].GetRow(row, needed[index]);
        return row;
    }
}
