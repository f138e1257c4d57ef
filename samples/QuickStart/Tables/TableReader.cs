using System.Text;

namespace QuickStart.Tables;

/// <summary>Reads a table row by row. Quoted fields are those of RFC 4180.</summary>
/// <param name="reader">The text.</param>
/// <param name="format">How fields stand in it.</param>
/// <param name="name">The file's name, for messages.</param>
internal sealed class TableReader(TextReader reader, TableFormat format, string name)
{
    private const char Quote = '"';
    private readonly StringBuilder _field = new();
    private int _line = 1;

    /// <summary>The next row that is not blank; null at the end.</summary>
    /// <exception cref="InvalidDataException">A quoted field does not end, or text follows its end.</exception>
    public TableRow? Read()
    {
        while (reader.Peek() >= 0)
        {
            var row = new TableRow(_line, ReadFields());
            if (row.Fields is not [""])
            {
                return row;
            }
        }

        return null;
    }

    private List<string> ReadFields()
    {
        var fields = new List<string>();
        do
        {
            fields.Add(format.IsQuoted && reader.Peek() == Quote ? ReadQuoted() : ReadPlain());
        }
        while (Skip(format.Separator));
        if (Skip('\r') | Skip('\n'))
        {
            _line++;
        }

        return fields;
    }

    private string ReadPlain()
    {
        _field.Clear();
        while (reader.Peek() is >= 0 and not ('\r' or '\n') and var next && next != format.Separator)
        {
            _field.Append((char)reader.Read());
        }

        return _field.ToString();
    }

    private string ReadQuoted()
    {
        var start = _line;
        _field.Clear();
        reader.Read();
        while (reader.Read() is >= 0 and var character)
        {
            if (character == Quote && !Skip(Quote))
            {
                return reader.Peek() is < 0 or '\r' or '\n' || reader.Peek() == format.Separator
                    ? _field.ToString()
                    : throw new InvalidDataException($"{name}, line {start}: text follows the end of a quoted field. A quote inside quotes has to be doubled.");
            }

            _line += character == '\n' ? 1 : 0;
            _field.Append((char)character);
        }

        throw new InvalidDataException($"{name}, line {start}: a quoted field begins and never ends.");
    }

    private bool Skip(char character)
    {
        if (reader.Peek() != character)
        {
            return false;
        }

        reader.Read();
        return true;
    }
}
