using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes a data view as text: comments that tell a loader how to read it, a header, the rows.</summary>
internal sealed class TextSaver(char separator, bool header, bool schema, bool forceDense)
{
    private static readonly char[] s_separators = [' ', '\t', ',', ';', '|'];

    public void Save(IDataView data, Stream stream, bool keepHidden)
    {
        if (!s_separators.Contains(separator))
            throw new ArgumentException("Invalid separator - must be: space, tab, comma, semicolon, or bar", nameof(data));

        DataViewSchema.Column[] columns = [.. data.Schema.Where(column => (keepHidden || !column.IsHidden) && IsSavable(column))];
        if (columns.Length == 0)
            throw new ArgumentException("No columns to save: text holds numbers, texts, booleans, keys and vectors of them.", nameof(data));

        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        using var cursor = data.GetRowCursor(columns);
        ColumnTextWriter[] writers = [.. columns.Select(column => ColumnTextWriter.Create(cursor, column, separator))];
        var hasHeader = header && writers.Any(column => column.HasNames);
        if (schema)
            WriteSchema(writer, columns, hasHeader);
        if (hasHeader)
            WriteLine(writer, writers, (column, line) => column.WriteNames(line));

        while (cursor.MoveNext())
            WriteLine(writer, writers, (column, line) => column.WriteValue(line));
    }

    private static bool IsSavable(DataViewSchema.Column column) =>
        ColumnTextWriter.ItemType(column) is { } type && TextColumnType.HasKind(type);

    private void WriteLine(TextWriter writer, ColumnTextWriter[] columns, Action<ColumnTextWriter, TextRow> write)
    {
        var line = new TextRow(separator, forceDense);
        foreach (var column in columns)
            write(column, line);

        line.WriteTo(writer);
    }

    private void WriteSchema(StreamWriter writer, DataViewSchema.Column[] columns, bool hasHeader)
    {
        writer.WriteLine("#@ TextLoader{");
        if (hasHeader)
            writer.WriteLine("#@   header+");

        writer.WriteLine($"#@   sep={SeparatorName.Format(separator)}");
        var start = 0;
        foreach (var column in columns)
        {
            writer.WriteLine($"#@   col={Describe(column, start)}");
            start += column.Type is VectorDataViewType vector ? vector.Size : 1;
        }

        writer.WriteLine("#@ }");
    }

    private static string Describe(DataViewSchema.Column column, int start)
    {
        var type = ColumnTextWriter.ItemType(column);
        var source = column.Type is not VectorDataViewType vector ? $"{start}"
            : vector.IsKnownSize ? $"{start}-{start + vector.Size - 1}"
            : $"{start}-**";
        return ColumnDescription.Format(column.Name, TextColumnType.KindOf(type), (type as KeyDataViewType)?.Count, source);
    }
}
