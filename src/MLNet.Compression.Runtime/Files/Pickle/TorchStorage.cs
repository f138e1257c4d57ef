namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>A run of elements that tensors look into.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Type">Its elements.</param>
/// <param name="Count">Number of its elements.</param>
internal sealed record TorchStorage(string Key, StorageType Type, long Count)
{
    /// <summary>Bytes of the elements; null where it is not known how many one takes.</summary>
    public long? Bytes => Count * Type.Size;

    public override string ToString() => $"storage '{Key}' of {Count} elements of {Type.Name}";
}
