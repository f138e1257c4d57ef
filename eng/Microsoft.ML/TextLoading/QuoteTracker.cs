namespace Microsoft.ML.Data;

/// <summary>Tells whether a quoted field is still open at the end of a line, so that the next line continues it.</summary>
internal sealed class QuoteTracker(DelimitedFormat format)
{
    private bool _open;

    public bool Feed(ReadOnlySpan<char> line)
    {
        var position = 0;
        while (true)
        {
            if (!_open && !SkipToQuote(line, ref position))
                return false;

            _open = !SkipPastClosingQuote(line, ref position);
            if (_open)
                return true;
        }
    }

    /// <summary>Moves behind the quote that opens the next quoted field.</summary>
    private bool SkipToQuote(ReadOnlySpan<char> line, ref int position)
    {
        var atStart = position == 0;
        for (; position < line.Length; position++)
        {
            var c = line[position];
            if (c == '"' && atStart)
            {
                position++;
                return true;
            }

            var sparsePrefix = format.AllowSparse && (char.IsAsciiDigit(c) || c == ':');
            atStart = format.IsSeparator(c) || (atStart && (format.IsPadding(c) || sparsePrefix));
        }

        return false;
    }

    private bool SkipPastClosingQuote(ReadOnlySpan<char> line, ref int position)
    {
        while (position < line.Length)
        {
            var c = line[position++];
            var hasNext = position < line.Length;
            if (c == format.EscapeChar && hasNext && (c != '"' || line[position] == '"'))
                position++;
            else if (c == '"')
                return true;
        }

        return false;
    }
}
