namespace Microsoft.ML.Data;

/// <summary>Writes one column of a row into a line.</summary>
internal abstract class ColumnTextWriter(DataViewSchema.Column column)
{
    /// <summary>What an absent name is in the header.</summary>
    protected const string NoName = "\"\"";

    private static readonly GenericMethod s_create = new(typeof(ColumnTextWriter), nameof(CreateTyped));

    public DataViewSchema.Column Column { get; } = column;

    /// <summary>Whether the column has a name, or names, to put into the header.</summary>
    public abstract bool HasNames { get; }

    public abstract void WriteValue(TextRow line);

    public abstract void WriteNames(TextRow line);

    public static ColumnTextWriter Create(DataViewRow row, DataViewSchema.Column column, char separator) =>
        s_create.Invoke<ColumnTextWriter>(ItemType(column).RawType, row, column, separator);

    public static PrimitiveDataViewType ItemType(DataViewSchema.Column column) =>
        (column.Type as VectorDataViewType)?.ItemType ?? column.Type as PrimitiveDataViewType;

    private static ColumnTextWriter CreateTyped<T>(DataViewRow row, DataViewSchema.Column column, char separator) =>
        column.Type is VectorDataViewType
            ? new VectorTextWriter<T>(row, column, separator)
            : new ScalarTextWriter<T>(row, column, separator);
}
