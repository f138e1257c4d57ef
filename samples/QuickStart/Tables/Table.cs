using System.Text;

namespace QuickStart.Tables;

/// <summary>A table: names of columns, and rows with a field for each.</summary>
/// <param name="Name">The file's name, for messages.</param>
/// <param name="Header">The names.</param>
/// <param name="Rows">The rows.</param>
internal sealed record Table(string Name, IReadOnlyList<string> Header, IReadOnlyList<TableRow> Rows)
{
    /// <summary>Reads a table in UTF-8, or in UTF-16 with its mark, in the format that its header shows.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="open">Opens the file; called twice.</param>
    /// <exception cref="InvalidDataException">It is no such table; the message names the line.</exception>
    public static Table Read(string name, Func<Stream> open)
    {
        try
        {
            using var reader = Text(open());
            return Read(name, new TableReader(reader, FormatOf(name, open), name));
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"{name} holds bytes that are not UTF-8. Save it as UTF-8.");
        }
    }

    private static Table Read(string name, TableReader reader)
    {
        var first = reader.Read() ?? throw new InvalidDataException($"{name} is empty.");
        string[] header = [.. first.Fields.Select(column => column.Trim())];
        var rows = new List<TableRow>();
        while (reader.Read() is { } row)
        {
            rows.Add(row.Fields.Count == header.Length ? row : throw new InvalidDataException(
                $"{name}, line {row.Line}: {row.Fields.Count} fields where the header has {header.Length}. A field that holds a separator or a line break has to stand in quotes."));
        }

        return rows.Count > 0 ? new Table(name, header, rows) : throw new InvalidDataException($"{name} has a header and no rows.");
    }

    private static TableFormat FormatOf(string name, Func<Stream> open)
    {
        using var reader = Text(open());
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                return TableFormat.Of(line);
            }
        }

        throw new InvalidDataException($"{name} is empty.");
    }

    private static StreamReader Text(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
}
