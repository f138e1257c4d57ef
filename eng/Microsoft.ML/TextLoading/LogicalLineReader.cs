using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Reads the lines of one file, joining those that a quoted field spans, and leaves out comments and blank lines.</summary>
internal sealed class LogicalLineReader(TextReader reader, DelimitedFormat format, string path)
{
    private readonly bool _joins = format.ReadMultilines && format.AllowQuoting;
    private readonly StringBuilder _joined = new();
    private long _number;
    private bool _started;

    /// <summary>The next line, or null at the end of the file.</summary>
    public TextLine? Read()
    {
        while (reader.ReadLine() is { } text)
        {
            _number++;
            if (IsIgnored(text))
                continue;

            _started = true;
            var number = _number;
            return new TextLine(_joins ? Join(text) : text, path, number);
        }

        return null;
    }

    /// <summary>Lines that start with # are comments only ahead of the first line.</summary>
    private bool IsIgnored(string text) =>
        text.Length == 0 || text.StartsWith("//", StringComparison.Ordinal) || (!_started && text[0] == '#');

    private string Join(string text)
    {
        var quotes = new QuoteTracker(format);
        if (!quotes.Feed(text))
            return text;

        var first = _number;
        _joined.Clear().Append(text);
        bool open;
        do
        {
            text = reader.ReadLine() ?? throw new InvalidDataException(
                $"The quoted field that begins on line {first} of '{path ?? "the stream"}' is never closed: add the closing quote, or switch ReadMultilines off.");
            _number++;
            _joined.Append('\n').Append(text);
            open = quotes.Feed(text);
        }
        while (open);

        return _joined.ToString();
    }
}
