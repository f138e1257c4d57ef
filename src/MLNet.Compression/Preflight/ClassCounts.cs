
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
        foreach (var label in start.HasWords ? start.Data.KnownTokenLabels : start.Data.Labels)
        {
            counts[label]++;
        }

        var once = names.Where((_, label) => counts[label] == 1).ToList();
        return once.Count == 0
            ? []
            : [$"{once.Count} of {counts.Length} classes have a single {(start.HasWords ? "word" : "row")} in the training data and will hardly be learnt: {string.Join(", ", once.Take(MostNames).Select(name => $"'{name}'"))}{(once.Count > MostNames ? ", ..." : "")}."];
    }
}
