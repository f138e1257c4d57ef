namespace Microsoft.ML.Data;

/// <summary>The columns of a text file and the schema they make.</summary>
internal sealed class TextSchema
{
    public const string SlotNames = "SlotNames";

    public TextSchema(TextColumnLayout[] columns, string header, DelimitedFormat format)
    {
        Columns = columns;
        Header = header;
        var names = string.IsNullOrEmpty(header) ? null : new HeaderNames(header, format);
        var builder = new DataViewSchema.Builder();
        foreach (var column in columns)
            builder.AddColumn(column.Name, column.Type, CreateAnnotations(column, names));

        Schema = builder.ToSchema();
    }

    public TextColumnLayout[] Columns { get; }

    /// <summary>The line that names the fields, or null.</summary>
    public string Header { get; }

    public DataViewSchema Schema { get; }

    private static DataViewSchema.Annotations CreateAnnotations(TextColumnLayout column, HeaderNames header)
    {
        if (column.Type is not VectorDataViewType { IsKnownSize: true } || header?.SlotNamesOrNull(column) is not { } names)
            return null;

        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(
            SlotNames,
            new VectorDataViewType(TextDataViewType.Instance, names.Length),
            (ref VBuffer<ReadOnlyMemory<char>> value) => new VBuffer<ReadOnlyMemory<char>>(names.Length, names).CopyTo(ref value));
        return builder.ToAnnotations();
    }
}
