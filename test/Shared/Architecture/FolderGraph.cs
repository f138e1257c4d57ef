namespace MLNet.Compression.Architecture;

/// <summary>Which folders use which.</summary>
internal sealed class FolderGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _uses = new(StringComparer.Ordinal);

    /// <summary>Notes that a folder uses another one; of several examples the first stays.</summary>
    /// <param name="from">The folder.</param>
    /// <param name="to">What it uses.</param>
    /// <param name="example">How, such as "Tape uses Parameter".</param>
    public void Add(string from, string to, string example)
    {
        if (from == to)
        {
            return;
        }

        _uses.TryAdd(from, new(StringComparer.Ordinal));
        _uses.TryAdd(to, new(StringComparer.Ordinal));
        _uses[from].TryAdd(to, example);
    }

    /// <summary>Every shortest circle through a use, once, with an example of each use in it.</summary>
    public IReadOnlyList<string> Circles()
    {
        var circles = _uses.SelectMany(folder => folder.Value.Keys.Select(used => Circle(folder.Key, used))).OfType<string[]>();
        return [.. circles.DistinctBy(circle => string.Join('/', circle)).Select(Describe)];
    }

    /// <summary>The shortest way from a use back to where it began, which starts at the alphabetically first folder; null where there is none.</summary>
    private string[]? Circle(string from, string used)
    {
        var previous = new Dictionary<string, string> { [used] = from };
        var open = new Queue<string>([used]);
        while (open.TryDequeue(out var folder) && !previous.ContainsKey(from))
        {
            foreach (var next in _uses[folder].Keys.Where(next => previous.TryAdd(next, folder)))
            {
                open.Enqueue(next);
            }
        }

        if (!previous.TryGetValue(from, out var last))
        {
            return null;
        }

        List<string> circle = [from];
        for (var folder = last; folder != from; folder = previous[folder])
        {
            circle.Insert(0, folder);
        }

        var first = circle.IndexOf(circle.Min(StringComparer.Ordinal)!);
        return [.. circle.Skip(first), .. circle.Take(first)];
    }

    private string Describe(string[] circle)
    {
        var uses = circle.Select((folder, i) => _uses[folder][circle[(i + 1) % circle.Length]]);
        return $"{string.Join(" -> ", circle)} -> {circle[0]}: {string.Join(", ", uses)}";
    }
}
