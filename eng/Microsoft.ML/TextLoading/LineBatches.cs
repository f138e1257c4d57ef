namespace Microsoft.ML.Data;

/// <summary>Deals the lines of a file out to the cursors that share the reading of it.</summary>
internal sealed class LineBatches(IEnumerable<TextLine> lines, int readers)
{
    private const int Size = 64;
    private readonly Lock _lock = new();
    private IEnumerator<TextLine> _lines;
    private long _rows;
    private long _batch = -1;
    private int _readers = readers;

    /// <summary>Replaces the lines in <paramref name="taken"/> by the next ones; none are left where it is empty afterwards.</summary>
    public void Take(List<TextLine> taken, out long firstRow, out long batch)
    {
        taken.Clear();
        lock (_lock)
        {
            _lines ??= lines.GetEnumerator();
            while (taken.Count < Size && _lines.MoveNext())
                taken.Add(_lines.Current);

            firstRow = _rows;
            batch = ++_batch;
            _rows += taken.Count;
        }
    }

    /// <summary>Closes the file when the last reader has left.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (--_readers == 0)
                _lines?.Dispose();
        }
    }
}
