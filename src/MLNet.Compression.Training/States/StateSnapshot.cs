namespace MLNet.Compression.Training.States;

/// <summary>A state in memory: copied from a running part, or read from a file.</summary>
/// <param name="source">The name in messages.</param>
internal sealed class StateSnapshot(string source) : IStateSink
{
    private readonly Dictionary<string, StatePart> _parts = new(StringComparer.Ordinal);

    /// <summary>A copy of a part's state.</summary>
    public static StateSnapshot Of(IResumable part)
    {
        var snapshot = new StateSnapshot("memory");
        part.Save(new StateWriter(snapshot));
        return snapshot;
    }

    /// <summary>The values of a state that a reader stands on.</summary>
    public static StateSnapshot Of(StateReader reader)
    {
        var snapshot = new StateSnapshot("memory");
        foreach (var (name, part) in reader.All)
        {
            snapshot.TryAdd(name, part);
        }

        return snapshot;
    }

    public StateReader Reader => new(_parts, source);

    void IStateSink.Add(string name, StateType type, ReadOnlySpan<byte> bytes)
    {
        if (!TryAdd(name, new StatePart(type, bytes.ToArray())))
        {
            throw new InvalidOperationException($"Two values of a state have the name '{name}'.");
        }
    }

    /// <returns>Whether no value had the name.</returns>
    public bool TryAdd(string name, StatePart part) => _parts.TryAdd(name, part);

    /// <summary>Writes all values.</summary>
    public void SaveTo(StateWriter writer)
    {
        foreach (var (name, part) in _parts)
        {
            writer.Write(name, part);
        }
    }
}
