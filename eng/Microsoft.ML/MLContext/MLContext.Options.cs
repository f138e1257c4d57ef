using System.Collections.Concurrent;

namespace Microsoft.ML;

public sealed partial class MLContext
{
    private readonly ConcurrentDictionary<string, object> _options = new();

    public bool TryAddOption<T>(string name, T value) => _options.TryAdd(name, value);

    public void SetOption<T>(string name, T value) => _options[name] = value;

    public bool TryGetOption<T>(string name, out T value)
    {
        if (_options.TryGetValue(name, out var stored))
        {
            value = (T)stored;
            return true;
        }
        value = default;
        return false;
    }

    public T GetOptionOrDefault<T>(string name) => TryGetOption<T>(name, out var value) ? value : default;

    public bool RemoveOption(string name) => _options.TryRemove(name, out _);
}
