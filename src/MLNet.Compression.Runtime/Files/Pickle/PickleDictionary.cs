namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>A dictionary as pickled: entries in order. Keys are not hashed, so no file can make that costly.</summary>
internal sealed class PickleDictionary
{
    private readonly List<(object? Key, object? Value)> _entries = [];

    public IReadOnlyList<(object? Key, object? Value)> Entries => _entries;

    public void Add(object? key, object? value) => _entries.Add((key, value));

    /// <summary>The value of the last entry with a key, as in Python; null where there is none.</summary>
    public object? Find(string key) => _entries.FindLast(entry => entry.Key is string text && text == key).Value;
}
