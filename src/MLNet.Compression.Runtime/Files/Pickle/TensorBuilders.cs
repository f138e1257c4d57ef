using System.Collections.Immutable;

namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>What Python's functions that rebuild tensors would make of their arguments.</summary>
internal static class TensorBuilders
{
    private const int StorageAt = 0;
    private const int SizesAt = 2;

    /// <summary>(storage, offset, sizes, strides, requires gradient, hooks, metadata): hooks hold nothing in a saved model.</summary>
    public static PickledTensor View(PickleMachine machine, object?[] arguments)
    {
        const int MetadataAt = 6;
        var storage = machine.Require<TorchStorage>(machine.Item(arguments, StorageAt), "a storage");
        if (storage.Type.Element == ElementType.Other)
        {
            return Unread(machine, arguments, storage.Type.Name);
        }

        if (arguments.Length > MetadataAt && arguments[MetadataAt] is not (null or PickleDictionary { Entries.Count: 0 }))
        {
            return Unread(machine, arguments, $"{storage.Type.Name} of conjugated or negated values");
        }

        var offset = machine.Require<long>(machine.Item(arguments, 1), "an offset");
        var shape = Shape(machine, machine.Item(arguments, SizesAt));
        var strides = Numbers(machine, machine.Item(arguments, 3));
        if (shape.Length != strides.Length)
        {
            throw machine.Input.Wrong("a size and a stride for each dimension", $"sizes {TensorShape.Format(shape)}, strides {Format(strides)}");
        }

        return TorchView.TryCreate(storage, offset, shape, strides) ?? throw machine.Input.Wrong(
            $"a tensor within its storage of {storage.Count} elements", $"offset {offset}, sizes {TensorShape.Format(shape)}, strides {Format(strides)}");
    }

    /// <summary>(storage, offset, sizes, strides, requires gradient, hooks, type, metadata): the storage is bytes, whatever the type.</summary>
    public static PickledTensor OfNewType(PickleMachine machine, object?[] arguments)
    {
        const int TypeAt = 6;
        return Unread(machine, arguments, TypeName(machine, machine.Item(arguments, TypeAt)));
    }

    /// <summary>(storage, offset, sizes, strides, scales and zero points, requires gradient, hooks).</summary>
    public static PickledTensor Quantized(PickleMachine machine, object?[] arguments) => Unread(
        machine, arguments, machine.Require<TorchStorage>(machine.Item(arguments, StorageAt), "a storage").Type.Name);

    /// <summary>(layout, parts), of which one is the sizes.</summary>
    public static PickledTensor Sparse(PickleMachine machine, object?[] arguments)
    {
        const int SizesOfOthersAt = 3;
        var layout = machine.Require<string>(machine.Item(arguments, 0), "a layout");
        var parts = machine.Require<object?[]>(machine.Item(arguments, 1), "a tuple of parts");
        return new UnreadTensor(layout, Storage: null, Shape(machine, machine.Item(parts, layout == "torch.sparse_coo" ? SizesAt : SizesOfOthersAt)));
    }

    /// <summary>(type, sizes, strides, requires gradient).</summary>
    public static PickledTensor WithoutValues(PickleMachine machine, object?[] arguments) => new UnreadTensor(
        $"{TypeName(machine, machine.Item(arguments, 0))} without values", Storage: null, Shape(machine, machine.Item(arguments, 1)));

    /// <summary>(tensor, requires gradient, hooks).</summary>
    public static PickledTensor Parameter(PickleMachine machine, object?[] arguments) =>
        machine.Require<PickledTensor>(machine.Item(arguments, 0), "a tensor");

    private static UnreadTensor Unread(PickleMachine machine, object?[] arguments, string type) => new(
        type,
        machine.Require<TorchStorage>(machine.Item(arguments, StorageAt), "a storage"),
        Shape(machine, machine.Item(arguments, SizesAt)));

    private static string TypeName(PickleMachine machine, object? type) => machine.Require<PickleGlobal>(type, "a type of elements").Name;

    private static ImmutableArray<int> Shape(PickleMachine machine, object? tuple)
    {
        var sizes = Numbers(machine, tuple);
        return sizes.All(size => size is >= 0 and <= int.MaxValue)
            ? [.. sizes.Select(size => (int)size)]
            : throw machine.Input.Wrong($"sizes from 0 to {int.MaxValue}", Format(sizes));
    }

    private static ImmutableArray<long> Numbers(PickleMachine machine, object? tuple)
    {
        var items = machine.Require<object?[]>(tuple, "a tuple of whole numbers");
        return items.Length <= TensorShape.MaxRank
            ? [.. items.Select(item => machine.Require<long>(item, "a whole number"))]
            : throw machine.Input.Wrong($"at most {TensorShape.MaxRank} dimensions", $"{items.Length}");
    }

    private static string Format(ImmutableArray<long> numbers) => $"[{string.Join(", ", numbers)}]";
}
