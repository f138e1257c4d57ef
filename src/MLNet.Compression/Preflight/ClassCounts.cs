
namespace MLNet.Compression.Preflight;

/// <summary>Classes that occur once: too little to learn from.</summary>
internal sealed class ClassCounts : IPreflightCheck
{
    private const int MostNames = 5;

    public IEnumerable<string> Look(StageStart start)
    {
        var names = start.Outcome.Labels;
        if (names.Count == 0)
        {
            return [];
        }

        var counts = new int[names.Count];
        foreach (var label in LabelsOf(start))
        {
            counts[label]++;
        }

        var once = names.Where((_, label) => counts[label] == 1).ToList();
        return once.Count == 0
            ? []
            : [$"{once.Count} of {counts.Length} classes have a single {(start.HasWords ? "word" : "row")} in the training data and will hardly be learnt: {string.Join(", ", once.Take(MostNames).Select(name => $"'{name}'"))}{(once.Count > MostNames ? ", ..." : "")}."];
    }

    private static ReadOnlySpan<int> LabelsOf(StageStart start) => start.Outcome.Head switch
    {
        HeadKind.Token => start.Data.KnownTokenLabels,
        HeadKind.MultiLabel => (int[])[.. start.Data.LabelSets.ToArray().SelectMany(set => set.Labels)],
        _ => start.Data.Labels,
    };
}
