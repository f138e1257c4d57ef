
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

        var rows = new int[names.Count];
        foreach (var label in start.Data.Labels)
        {
            rows[label]++;
        }

        var once = names.Where((_, label) => rows[label] == 1).ToList();
        return once.Count == 0
            ? []
            : [$"{once.Count} of {rows.Length} classes have a single row in the training data and will hardly be learnt: {string.Join(", ", once.Take(MostNames).Select(name => $"'{name}'"))}{(once.Count > MostNames ? ", ..." : "")}."];
    }
}
