namespace Microsoft.ML.Data;

/// <summary>Turns the columns a user asks for into layouts, with the ranges that depend on the data resolved.</summary>
internal sealed class TextColumnBinder(TextLoader.Column[] columns, TextSample sample)
{
    private int? _width;

    public TextColumnLayout[] Bind()
    {
        var segments = columns.Select(Resolve).ToArray();
        ResolveAllOther(segments);
        return [.. columns.Select((column, i) => new TextColumnLayout(column.Name.Trim(), TextColumnType.Create(column), [.. segments[i]]))];
    }

    private List<SourceSegment> Resolve(TextLoader.Column column)
    {
        if (string.IsNullOrWhiteSpace(column.Name))
            throw new ArgumentException("A column of a text file needs a name.", nameof(column));
        if (column.Source is not { Length: > 0 })
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}': Must specify some source column indices");

        return [.. column.Source.Select(range => Resolve(range, column.Name))];
    }

    private SourceSegment Resolve(TextLoader.Range range, string name)
    {
        var min = range.Min;
        if (min < 0 || min >= SourceSegment.EndOfLine - 1)
            throw new ArgumentOutOfRangeException(nameof(range), min, $"Column '{name}': a source index is 0 or more.");
        if (range.Max is { } max)
        {
            return min <= max && max < SourceSegment.EndOfLine - 1
                ? new SourceSegment(min, max + 1, range.ForceVector)
                : throw new ArgumentOutOfRangeException(nameof(range), max, $"Column '{name}': the last source index is {min} or more.");
        }

        if (range.AutoEnd)
            return ResolveAutoEnd(min, name);

        return range.VariableEnd ? SourceSegment.ToEndOfLine(min) : new SourceSegment(min, min + 1, range.ForceVector);
    }

    private SourceSegment ResolveAutoEnd(int min, string name)
    {
        _width ??= sample.MeasureWidth();
        return min < _width
            ? new SourceSegment(min, _width.Value, true)
            : throw new ArgumentOutOfRangeException(nameof(TextLoader.Range.Min), $"Column #{min} of '{name}' not found in the dataset (it only has {_width} columns)");
    }

    /// <summary>Replaces the one range that takes all other fields by the gaps between the rest.</summary>
    private void ResolveAllOther(List<SourceSegment>[] segments)
    {
        var others = columns.SelectMany((column, c) => column.Source.Select((range, r) => (c, r, range.AllOther))).Where(at => at.AllOther).ToArray();
        if (others.Length == 0)
            return;
        if (others.Length > 1)
            throw new ArgumentOutOfRangeException(nameof(TextLoader.Range.AllOther), "At most one all other range can be specified");

        var (column, index, _) = others[0];
        var whole = segments[column][index];
        segments[column].RemoveAt(index);
        var gaps = FindGaps(whole, segments.SelectMany(list => list).OrderBy(segment => segment.Min));
        if (gaps.Count == 0)
            throw new ArgumentOutOfRangeException(nameof(TextLoader.Range.AllOther), "No index is selected as all other indexes.");

        segments[column].InsertRange(index, gaps);
    }

    private static List<SourceSegment> FindGaps(SourceSegment whole, IEnumerable<SourceSegment> taken)
    {
        var gaps = new List<SourceSegment>();
        var min = whole.Min;
        foreach (var segment in taken)
        {
            if (min < Math.Min(segment.Min, whole.Lim))
                gaps.Add(new SourceSegment(min, Math.Min(segment.Min, whole.Lim), true));

            min = Math.Max(min, segment.Lim);
        }

        if (min < whole.Lim)
            gaps.Add(new SourceSegment(min, whole.Lim, true));

        return gaps;
    }
}
