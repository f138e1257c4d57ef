namespace Microsoft.ML.Data;

/// <summary>Enumerates the values of one column.</summary>
internal abstract class ColumnReader<T>
{
    public abstract IEnumerable<T> Read(IDataView data, DataViewSchema.Column column);
}
