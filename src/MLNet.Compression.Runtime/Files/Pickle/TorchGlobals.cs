using System.Text.RegularExpressions;

namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>What the Python names in a file of tensors stand for. All other names are refused.</summary>
internal static partial class TorchGlobals
{
    private const int MaxKey = 256;
    private const int MaxName = 128;

    private static readonly Dictionary<string, Func<PickleMachine, object?[], object?>> _functions = new(StringComparer.Ordinal)
    {
        ["collections.OrderedDict"] = OrderedDictionary,
        ["torch.Size"] = (machine, arguments) => machine.Require<object?[]>(machine.Item(arguments, 0), "a tuple of sizes"),
        ["torch.serialization._get_layout"] = (machine, arguments) => machine.Require<string>(machine.Item(arguments, 0), "a layout's name"),
        ["torch._utils._rebuild_tensor"] = TensorBuilders.View,
        ["torch._utils._rebuild_tensor_v2"] = TensorBuilders.View,
        ["torch._utils._rebuild_tensor_v3"] = TensorBuilders.OfNewType,
        ["torch._utils._rebuild_qtensor"] = TensorBuilders.Quantized,
        ["torch._utils._rebuild_sparse_tensor"] = TensorBuilders.Sparse,
        ["torch._utils._rebuild_meta_tensor_no_storage"] = TensorBuilders.WithoutValues,
        ["torch._utils._rebuild_parameter"] = TensorBuilders.Parameter,
        ["torch._utils._rebuild_parameter_with_state"] = TensorBuilders.Parameter,
    };

    /// <exception cref="ModelFileException">It is none of the names that tensors need.</exception>
    public static PickleGlobal Find(PickleMachine machine, string module, string name)
    {
        if (module.Length + name.Length > MaxName)
        {
            throw machine.Input.Wrong($"a name of at most {MaxName} characters", $"one of {module.Length + name.Length}");
        }

        var full = $"{module}.{name}";
        return _functions.ContainsKey(full) || StorageType.Find(full) is not null || ElementName().IsMatch(full)
            ? new PickleGlobal(full)
            : throw machine.Input.Wrong("a name that tensors need", $"'{full}', which is not run");
    }

    /// <summary>What calling a function of Python would build.</summary>
    public static object? Build(PickleMachine machine, PickleGlobal function, object?[] arguments) =>
        _functions.TryGetValue(function.Name, out var build)
            ? build(machine, arguments)
            : throw machine.Input.Wrong("a function that builds tensors", function.Name);

    /// <summary>The storage that a persistent id, ("storage", type, key, device, count), stands for.</summary>
    public static TorchStorage Storage(PickleMachine machine, object? id)
    {
        var parts = machine.Require<object?[]>(id, "a storage's id");
        if (machine.Item(parts, 0) is not "storage" || (parts.Length > 5 && parts[5] is not null))
        {
            throw machine.Input.Wrong("the id of a storage of its own", "another");
        }

        var type = machine.Require<PickleGlobal>(machine.Item(parts, 1), "a storage type");
        var key = machine.Require<string>(machine.Item(parts, 2), "a storage's key");
        var count = machine.Require<long>(machine.Item(parts, 4), "a number of elements");
        if (key.Length > MaxKey)
        {
            throw machine.Input.Wrong($"a storage's key of at most {MaxKey} characters", $"one of {key.Length}");
        }

        var elements = StorageType.Find(type.Name) ?? throw machine.Input.Wrong("a storage type", type.Name);
        return count >= 0 && count <= long.MaxValue / (elements.Size ?? 1)
            ? machine.Register(new TorchStorage(key, elements, count))
            : throw machine.Input.Wrong("a number of elements", $"{count}");
    }

    // Python 2 pickled the entries as an argument, later versions set them afterwards.
    private static PickleDictionary OrderedDictionary(PickleMachine machine, object?[] arguments)
    {
        var dictionary = new PickleDictionary();
        foreach (var entry in arguments.Length == 0 ? [] : machine.Require<List<object?>>(arguments[0], "a list of entries"))
        {
            machine.CountStep();
            var pair = machine.Require<IReadOnlyList<object?>>(entry, "a key and a value");
            dictionary.Add(machine.Item(pair, 0), machine.Item(pair, 1));
        }

        return dictionary;
    }

    // Types of elements, such as torch.float8_e4m3fn, and ways to quantise, such as torch.per_tensor_affine: names without a content.
    [GeneratedRegex(@"\Atorch\.(bool|(bfloat|float|complex|bits|q?u?int)[0-9][0-9a-z_]*|per_(tensor|channel)_[a-z_]+)\z")]
    private static partial Regex ElementName();
}
