namespace Microsoft.ML.Data;

public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(columnName);
        return GetColumn<T>(data, data.Schema[columnName]);
    }

    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        ArgumentNullException.ThrowIfNull(data);
        var conversion = MemberConversion.ForOrNull(typeof(T), column.Type)
            ?? throw new ArgumentOutOfRangeException(nameof(column), $"Could not map a data view column '{column.Name}' of type {column.Type} to {typeof(T)}.");
        var reader = GenericFactory.Create<ColumnReader<T>>(typeof(ColumnReader<,>), [typeof(T), conversion.ValueType], conversion);
        return reader.Read(data, column);
    }
}
