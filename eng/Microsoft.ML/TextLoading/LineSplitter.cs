using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>
/// Cuts a line into fields. A line may end in sparse fields "index:text"; the field before the first of them then gives
/// the number of fields that the sparse part stands for, unless the format fixes the width of a line.
/// </summary>
internal sealed class LineSplitter(DelimitedFormat format)
{
    private readonly FieldScanner _scanner = new(format);

    /// <summary>Fills <paramref name="fields"/>; false where the line is malformed and only its sound part was kept.</summary>
    public bool Split(ReadOnlyMemory<char> line, LineFields fields)
    {
        fields.Clear();
        _scanner.Start(format.TrimWhitespace ? line.TrimEnd() : line);
        var sound = true;
        bool more;
        do
        {
            more = _scanner.ReadField();
            sound &= !_scanner.QuotingError;
            if (_scanner.SparseIndex >= 0)
                return SplitSparse(fields, more) && sound;

            Keep(fields, fields.Width++);
        }
        while (more);

        fields.Width = Math.Max(fields.Width, format.InputSize);
        return sound;
    }

    /// <summary>Reads the sparse part, whose first field the scanner has just read.</summary>
    private bool SplitSparse(LineFields fields, bool more)
    {
        if (!TryGetSparseRange(fields, out var start, out var width))
            return false;

        fields.Width = width;
        var sound = !_scanner.QuotingError;
        for (var previous = -1; ; more = _scanner.ReadField())
        {
            sound &= !_scanner.QuotingError;
            if (_scanner.SparseIndex <= previous || _scanner.SparseIndex >= width - start)
                return false;

            previous = _scanner.SparseIndex;
            Keep(fields, start + previous);
            if (!more)
                return sound;
        }
    }

    private bool TryGetSparseRange(LineFields fields, out int start, out int width)
    {
        start = fields.Width;
        width = format.InputSize;
        if (width > 0)
            return start <= width;

        var last = fields.Count - 1;
        if (last < 0 || fields.SourceAt(last) != start - 1)
            return false;

        if (!int.TryParse(fields.TextAt(last).Span, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
            return false;

        fields.RemoveLast();
        start--;
        width = (int)Math.Min((long)start + count, int.MaxValue - 1);
        return true;
    }

    private void Keep(LineFields fields, int source)
    {
        if (!_scanner.Text.IsEmpty || format.MissingRealsAsNaNs)
            fields.Add(source, _scanner.Text);
    }
}
