namespace Microsoft.ML.Data;

/// <summary>The names that a header gives to the fields of a line.</summary>
internal sealed class HeaderNames
{
    private readonly LineFields _fields = new();

    public HeaderNames(string header, DelimitedFormat format)
    {
        new LineSplitter(format with { MissingRealsAsNaNs = false }).Split(header.AsMemory(), _fields);
    }

    /// <summary>The position of a name, or -1.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            if (_fields.TextAt(i).Trim().Span.SequenceEqual(name))
                return _fields.SourceAt(i);
        }

        return -1;
    }

    /// <summary>The names of a vector's slots, or null where the header has none of them.</summary>
    public ReadOnlyMemory<char>[] SlotNamesOrNull(TextColumnLayout layout)
    {
        var names = new List<(int Slot, ReadOnlyMemory<char> Name)>();
        var start = 0;
        foreach (var segment in layout.Segments)
        {
            for (var i = _fields.FirstFrom(segment.Min); i < _fields.Count && _fields.SourceAt(i) < segment.Lim; i++)
                names.Add((start + _fields.SourceAt(i) - segment.Min, _fields.TextAt(i).Trim()));

            start += segment.Length;
        }

        if (names.Count == 0)
            return null;

        var all = new ReadOnlyMemory<char>[layout.FixedLength];
        foreach (var (slot, name) in names)
            all[slot] = name;

        return all;
    }
}
