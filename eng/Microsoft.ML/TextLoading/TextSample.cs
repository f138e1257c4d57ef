namespace Microsoft.ML.Data;

/// <summary>The first lines of the data, which tell the width of a line and the names of the fields.</summary>
internal sealed class TextSample
{
    private const int LinesToMeasure = 100;
    private readonly DelimitedFormat _format;
    private readonly Lazy<List<TextLine>> _lines;

    /// <param name="headerFile">A file whose first line is the header, or null.</param>
    /// <param name="data">The data, which may have no files.</param>
    public TextSample(DelimitedFormat format, IMultiStreamSource headerFile, IMultiStreamSource data, bool hasHeader)
    {
        _format = format;
        _lines = new(() => [.. new LineSource(data, format, hasHeader: false, LinesToMeasure).Read()]);
        if (headerFile != null)
            Header = FirstLine(headerFile);
        else if (hasHeader)
            Header = _lines.Value.Select(line => line.Text).FirstOrDefault();
    }

    /// <summary>The line that names the fields, or null.</summary>
    public string Header { get; }

    /// <summary>The number of fields, which all sampled lines must share.</summary>
    public int MeasureWidth()
    {
        if (_format.InputSize > 0)
            return _format.InputSize;

        var fields = new LineFields();
        var splitter = new LineSplitter(_format);
        var widths = new SortedSet<int>();
        foreach (var line in _lines.Value)
        {
            splitter.Split(line.Text.AsMemory(), fields);
            widths.Add(fields.Width);
        }

        return widths.Count switch
        {
            0 => throw new ArgumentOutOfRangeException(nameof(TextLoader.Column.Source), "Can't determine the number of source columns without valid data"),
            1 => widths.Min,
            _ => throw new ArgumentOutOfRangeException(nameof(TextLoader.Column.Source), $"The size of input lines is not consistent: {widths.Min} to {widths.Max} fields in the first {_lines.Value.Count} lines."),
        };
    }

    private string FirstLine(IMultiStreamSource file)
    {
        foreach (var line in new LineSource(file, _format, hasHeader: false, maxRows: 1).Read())
            return line.Text;

        return null;
    }
}
