using System.Collections.Immutable;

namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>What the Python names in a file of tensors stand for. All other names are refused.</summary>
internal static class TorchGlobals
{
    private const int MaxKey = 256;

    private static readonly Dictionary<string, ElementType> _storages = new(StringComparer.Ordinal)
    {
        ["torch.DoubleStorage"] = ElementType.F64,
        ["torch.FloatStorage"] = ElementType.F32,
        ["torch.HalfStorage"] = ElementType.F16,
        ["torch.BFloat16Storage"] = ElementType.BF16,
        ["torch.LongStorage"] = ElementType.I64,
        ["torch.IntStorage"] = ElementType.I32,
        ["torch.ShortStorage"] = ElementType.I16,
        ["torch.CharStorage"] = ElementType.I8,
        ["torch.ByteStorage"] = ElementType.U8,
        ["torch.BoolStorage"] = ElementType.Bool,
    };

    private static readonly Dictionary<string, Func<PickleMachine, object?[], object?>> _functions = new(StringComparer.Ordinal)
    {
        ["collections.OrderedDict"] = OrderedDictionary,
        ["torch.Size"] = (machine, arguments) => machine.Require<object?[]>(At(machine, arguments, 0), "a tuple of sizes"),
        ["torch._utils._rebuild_tensor"] = View,
        ["torch._utils._rebuild_tensor_v2"] = View,
        ["torch._utils._rebuild_parameter"] = Parameter,
        ["torch._utils._rebuild_parameter_with_state"] = Parameter,
    };

    /// <exception cref="ModelFileException">It is none of the names that tensors need.</exception>
    public static PickleGlobal Find(PickleMachine machine, string module, string name)
    {
        var full = $"{module}.{name}";
        return _storages.ContainsKey(full) || _functions.ContainsKey(full)
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
        if (At(machine, parts, 0) is not "storage" || (parts.Length > 5 && parts[5] is not null))
        {
            throw machine.Input.Wrong("the id of a storage of its own", "another");
        }

        var type = machine.Require<PickleGlobal>(At(machine, parts, 1), "a storage type");
        var key = machine.Require<string>(At(machine, parts, 2), "a storage's key");
        var count = machine.Require<long>(At(machine, parts, 4), "a number of elements");
        if (key.Length > MaxKey)
        {
            throw machine.Input.Wrong($"a storage's key of at most {MaxKey} characters", $"one of {key.Length}");
        }

        if (!_storages.TryGetValue(type.Name, out var element))
        {
            throw machine.Input.Wrong("a storage type", type.Name);
        }

        return count >= 0 && count <= long.MaxValue / element.Size()
            ? machine.Register(new TorchStorage(key, element, count))
            : throw machine.Input.Wrong("a number of elements", $"{count}");
    }

    // (storage, offset, sizes, strides, requires gradient, hooks, metadata): the last two hold nothing in a saved model.
    private static TorchView View(PickleMachine machine, object?[] arguments)
    {
        var storage = machine.Require<TorchStorage>(At(machine, arguments, 0), "a storage");
        var offset = machine.Require<long>(At(machine, arguments, 1), "an offset");
        var sizes = Numbers(machine, At(machine, arguments, 2));
        var strides = Numbers(machine, At(machine, arguments, 3));
        if (arguments.Length > 6 && arguments[6] is not (null or PickleDictionary { Entries.Count: 0 }))
        {
            throw machine.Input.Wrong("a tensor without metadata", "one whose values are conjugated or negated");
        }

        if (sizes.Length != strides.Length || sizes.Any(size => size is < 0 or > int.MaxValue))
        {
            throw machine.Input.Wrong("a size and a stride for each dimension", $"sizes {Format(sizes)}, strides {Format(strides)}");
        }

        return TorchView.TryCreate(storage, offset, [.. sizes.Select(size => (int)size)], strides) ?? throw machine.Input.Wrong(
            $"a tensor within its storage of {storage.Count} elements", $"offset {offset}, sizes {Format(sizes)}, strides {Format(strides)}");
    }

    private static TorchView Parameter(PickleMachine machine, object?[] arguments) =>
        machine.Require<TorchView>(At(machine, arguments, 0), "a tensor");

    // Python 2 pickled the entries as an argument, later versions set them afterwards.
    private static PickleDictionary OrderedDictionary(PickleMachine machine, object?[] arguments)
    {
        var dictionary = new PickleDictionary();
        foreach (var entry in arguments.Length == 0 ? [] : machine.Require<List<object?>>(arguments[0], "a list of entries"))
        {
            machine.CountStep();
            var pair = machine.Require<IReadOnlyList<object?>>(entry, "a key and a value");
            dictionary.Add(At(machine, pair, 0), At(machine, pair, 1));
        }

        return dictionary;
    }

    private static ImmutableArray<long> Numbers(PickleMachine machine, object? tuple)
    {
        var items = machine.Require<object?[]>(tuple, "a tuple of whole numbers");
        return items.Length <= TensorShape.MaxRank
            ? [.. items.Select(item => machine.Require<long>(item, "a whole number"))]
            : throw machine.Input.Wrong($"at most {TensorShape.MaxRank} dimensions", $"{items.Length}");
    }

    private static object? At(PickleMachine machine, IReadOnlyList<object?> items, int index) =>
        index < items.Count ? items[index] : throw machine.Input.Wrong($"at least {index + 1} items", $"{items.Count}");

    private static string Format(ImmutableArray<long> numbers) => $"[{string.Join(", ", numbers)}]";
}
