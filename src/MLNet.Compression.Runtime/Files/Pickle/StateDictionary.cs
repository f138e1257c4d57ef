namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>Finds the named tensors in what a file holds: at the top, or under a key that training scripts use.</summary>
internal static class StateDictionary
{
    private static readonly string[] _keys = ["model_state_dict", "state_dict", "model", "module"];

    /// <exception cref="ModelFileException">There are none, or names are no texts or not unique.</exception>
    public static IReadOnlyDictionary<string, PickledTensor> Find(string path, object? root)
    {
        if (root is not PickleDictionary top)
        {
            throw new ModelFileException(path, "pickle", "a dictionary of tensors", "something else", "Save the model's state_dict().");
        }

        var found = _keys.Select(top.Find).OfType<PickleDictionary>().Prepend(top).FirstOrDefault(HasTensors) ?? throw new ModelFileException(
            path, "pickle", $"tensors, at the top or under {string.Join(", ", _keys)}", $"a dictionary of {top.Entries.Count} entries without", "Save the model's state_dict().");
        var tensors = new Dictionary<string, PickledTensor>(StringComparer.Ordinal);
        foreach (var (key, value) in found.Entries)
        {
            if (value is PickledTensor tensor && (key is not string name || !tensors.TryAdd(name, tensor)))
            {
                throw new ModelFileException(path, "pickle", "a text as the name of each tensor, each once", key is string ? $"'{key}' twice" : "another key");
            }
        }

        return tensors;
    }

    private static bool HasTensors(PickleDictionary dictionary) => dictionary.Entries.Any(entry => entry.Value is PickledTensor);
}
