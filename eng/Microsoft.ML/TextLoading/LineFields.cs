namespace Microsoft.ML.Data;

/// <summary>The fields of one line that hold text, by ascending position in the line.</summary>
internal sealed class LineFields
{
    private int[] _sources = new int[8];
    private ReadOnlyMemory<char>[] _texts = new ReadOnlyMemory<char>[8];

    public int Count { get; private set; }

    /// <summary>Number of fields of the line, empty ones included.</summary>
    public int Width { get; set; }

    public int SourceAt(int i) => _sources[i];

    public ReadOnlyMemory<char> TextAt(int i) => _texts[i];

    public void Clear()
    {
        Count = 0;
        Width = 0;
    }

    public void Add(int source, ReadOnlyMemory<char> text)
    {
        if (Count == _sources.Length)
        {
            Array.Resize(ref _sources, 2 * Count);
            Array.Resize(ref _texts, 2 * Count);
        }

        _sources[Count] = source;
        _texts[Count++] = text;
    }

    public void RemoveLast() => Count--;

    /// <summary>The first entry at or after a position; <see cref="Count"/> where there is none.</summary>
    public int FirstFrom(int source)
    {
        var i = Array.BinarySearch(_sources, 0, Count, source);
        return i >= 0 ? i : ~i;
    }
}
