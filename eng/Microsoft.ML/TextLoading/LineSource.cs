namespace Microsoft.ML.Data;

/// <summary>The data lines of a set of files, each file without its header.</summary>
internal sealed class LineSource(IMultiStreamSource files, DelimitedFormat format, bool hasHeader, long maxRows)
{
    public IEnumerable<TextLine> Read()
    {
        var rows = 0L;
        for (var file = 0; file < files.Count && rows < maxRows; file++)
        {
            foreach (var line in ReadFile(file))
            {
                yield return line;
                if (++rows >= maxRows)
                    yield break;
            }
        }
    }

    private IEnumerable<TextLine> ReadFile(int file)
    {
        using var text = files.OpenTextReader(file);
        var reader = new LogicalLineReader(text, format, files.GetPathOrNull(file));
        if (hasHeader)
            reader.Read();

        while (reader.Read() is { } line)
            yield return line;
    }
}
