namespace Microsoft.ML.Data;

/// <summary>A row-to-row mapping given by its output columns.</summary>
internal sealed class ColumnMapping : IRowToRowMapper
{
    private readonly OutputColumn[] _outputs;

    public ColumnMapping(DataViewSchema inputSchema, IEnumerable<OutputColumn> outputs)
    {
        InputSchema = inputSchema;
        _outputs = [.. outputs];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_outputs.Select(output => output.Description));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    /// <summary>All input columns, and further ones after them.</summary>
    public static ColumnMapping Extend(DataViewSchema inputSchema, IEnumerable<OutputColumn> added) =>
        new(inputSchema, inputSchema.Select(column => PassedColumn.Create(column)).Concat(added));

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        ArgumentNullException.ThrowIfNull(dependingColumns);
        var inputs = dependingColumns.SelectMany(column => _outputs[column.Index].Inputs);
        return [.. inputs.Distinct().Order().Select(index => InputSchema[index])];
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        if (!ReferenceEquals(input.Schema, InputSchema))
            throw new ArgumentOutOfRangeException(nameof(input), "The row's schema must be the very schema the mapper is bound to.");
        return new MappedRow(input, Activate(input, activeColumns));
    }

    /// <summary>The values of some output columns, taken from an input row.</summary>
    public ActiveGetters Activate(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        var getters = new Delegate[_outputs.Length];
        foreach (var column in activeColumns)
            getters[column.Index] ??= _outputs[column.Index].CreateGetter(input);
        return new ActiveGetters(OutputSchema, getters);
    }
}
