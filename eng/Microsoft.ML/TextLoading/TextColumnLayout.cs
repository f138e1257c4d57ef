namespace Microsoft.ML.Data;

/// <summary>A column of a text file: which fields of a line it takes, and what type they make.</summary>
internal sealed class TextColumnLayout
{
    public TextColumnLayout(string name, PrimitiveDataViewType itemType, SourceSegment[] segments)
    {
        Name = name;
        ItemType = itemType;
        Segments = segments;
        CheckDisjoint();
        var isVariable = segments.Any(segment => segment.IsVariable);
        FixedLength = segments.Where(segment => !segment.IsVariable).Sum(segment => segment.Length);
        Type = isVariable ? new VectorDataViewType(itemType)
            : FixedLength > 1 || segments[0].ForceVector ? new VectorDataViewType(itemType, FixedLength)
            : itemType;
    }

    public string Name { get; }

    public PrimitiveDataViewType ItemType { get; }

    public IReadOnlyList<SourceSegment> Segments { get; }

    public DataViewType Type { get; }

    /// <summary>Number of fields, not counting a segment that runs to the end of the line.</summary>
    public int FixedLength { get; }

    private void CheckDisjoint()
    {
        var sorted = Segments.OrderBy(segment => segment.Min).ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i - 1].Lim > sorted[i].Min)
                throw new ArgumentOutOfRangeException(nameof(TextLoader.Column.Source), $"Intervals specified for column '{Name}' overlap");
        }
    }
}
