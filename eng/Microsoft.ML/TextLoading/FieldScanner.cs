using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Reads the fields of a line one after the other.</summary>
internal sealed class FieldScanner(DelimitedFormat format)
{
    private const int MaxIndexDigits = 9;
    private readonly StringBuilder _unquoted = new();
    private ReadOnlyMemory<char> _line;
    private int _position;

    /// <summary>The text of the field without quotes and escapes.</summary>
    public ReadOnlyMemory<char> Text { get; private set; }

    /// <summary>The index before a colon, or -1 where the field has none.</summary>
    public int SparseIndex { get; private set; }

    /// <summary>A quote is missing or followed by text; the field then counts as empty.</summary>
    public bool QuotingError { get; private set; }

    public void Start(ReadOnlyMemory<char> line)
    {
        _line = line;
        _position = 0;
    }

    /// <summary>Reads the next field; false where it was the last of the line.</summary>
    public bool ReadField()
    {
        Text = default;
        QuotingError = false;
        var line = _line.Span;
        SkipPadding(line);
        SparseIndex = format.AllowSparse ? ReadSparseIndex(line) : -1;

        if (_position < line.Length && line[_position] == '"' && format.AllowQuoting)
            ReadQuoted(line);
        else
            ReadPlain(line);

        if (_position >= line.Length)
            return false;

        _position++;
        return true;
    }

    private void SkipPadding(ReadOnlySpan<char> line)
    {
        while (_position < line.Length && format.IsPadding(line[_position]))
            _position++;
    }

    private int ReadSparseIndex(ReadOnlySpan<char> line)
    {
        var end = _position;
        var index = 0;
        while (end < line.Length && end - _position < MaxIndexDigits && char.IsAsciiDigit(line[end]))
            index = 10 * index + (line[end++] - '0');

        if (end == _position || end >= line.Length || line[end] != ':')
            return -1;

        _position = end + 1;
        SkipPadding(line);
        return index;
    }

    private void ReadPlain(ReadOnlySpan<char> line)
    {
        var length = line[_position..].IndexOfAny(format.Separators);
        if (length < 0)
            length = line.Length - _position;

        Text = _line.Slice(_position, length);
        _position += length;
    }

    private void ReadQuoted(ReadOnlySpan<char> line)
    {
        _position++;
        _unquoted.Clear();
        QuotingError = !UnquoteUntilClosed(line);

        for (; _position < line.Length && !format.IsSeparator(line[_position]); _position++)
            QuotingError |= line[_position] != ' ';

        if (!QuotingError && _unquoted.Length > 0)
            Text = _unquoted.ToString().AsMemory();
    }

    private bool UnquoteUntilClosed(ReadOnlySpan<char> line)
    {
        while (_position < line.Length)
        {
            var c = line[_position++];
            var hasNext = _position < line.Length;
            if (c == format.EscapeChar && hasNext && (c != '"' || line[_position] == '"'))
                _unquoted.Append(line[_position++]);
            else if (c == '"')
                return true;
            else
                _unquoted.Append(c);
        }

        return false;
    }
}
