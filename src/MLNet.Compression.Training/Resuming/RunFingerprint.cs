using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Resuming;

/// <summary>All that decides the result of a stage: two runs of equal fingerprints end with the same bits.</summary>
/// <param name="Values">Options, seed, start of the model and so on, by name.</param>
/// <param name="Data">The data sets by name, with a number for each row.</param>
internal sealed record RunFingerprint(IReadOnlyList<KeyValuePair<string, string>> Values, IReadOnlyList<KeyValuePair<string, long[]>> Data)
{
    public void Save(StateWriter writer)
    {
        foreach (var (name, value) in Values)
        {
            writer.In("values").Write(name, value);
        }

        foreach (var (name, rows) in Data)
        {
            writer.In("data").Write(name, rows);
        }
    }

    /// <summary>What differs between the run that a saved state is of and this one.</summary>
    public IReadOnlyList<string> DifferencesFrom(StateReader reader)
    {
        var (values, data) = (reader.In("values"), reader.In("data"));
        return
        [
            .. Values.Where(value => values.Has(value.Key)).Select(value => Compare(value.Key, values.ReadString(value.Key), value.Value)).OfType<string>(),
            .. Data.Where(set => data.Has(set.Key)).Select(set => Compare(set.Key, data.ReadInt64s(set.Key), set.Value)).OfType<string>(),
            .. Unmatched(values, [.. Values.Select(value => value.Key)]),
            .. Unmatched(data, [.. Data.Select(set => set.Key)]),
        ];
    }

    private static string? Compare(string name, string old, string now) => old == now ? null : $"{name} was {old}, is {now}";

    private static string? Compare(string name, long[] old, long[] now)
    {
        var common = Math.Min(old.Length, now.Length);
        var first = old.AsSpan(0, common).CommonPrefixLength(now);
        var others = Enumerable.Range(0, common).Count(row => old[row] != now[row]) - 1;
        var change = now.Length - old.Length;
        string[] faults =
        [
            .. change == 0 ? (IEnumerable<string>)[] : [$"it has {now.Length} rows and had {old.Length}: {Math.Abs(change)} {(change > 0 ? "more" : "fewer")}"],
            .. first == common ? (IEnumerable<string>)[] : [$"row {first}{(others > 0 ? $" and {others} others" : "")} differ{(others > 0 ? "" : "s")}"],
        ];
        return faults.Length == 0 ? null : $"{name}: {string.Join(", and ", faults)}";
    }

    private static IEnumerable<string> Unmatched(StateReader old, HashSet<string> now)
    {
        HashSet<string> names = [.. old.All.Select(part => part.Key)];
        return names.Where(name => !now.Contains(name)).Select(name => $"{name} is no longer given")
            .Concat(now.Where(name => !names.Contains(name)).Select(name => $"{name} was not given"));
    }
}
