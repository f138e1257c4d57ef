namespace Microsoft.ML.Data;

public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected OneToOneTransformerBase(IEnumerable<InputOutputColumnPair> columns)
    {
        Columns = [.. columns];
        if (Columns.Count == 0)
            throw new ArgumentException("At least one column is needed.", nameof(columns));
    }

    private protected IReadOnlyList<InputOutputColumnPair> Columns { get; }
}
