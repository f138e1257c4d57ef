namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>What a file of tensors holds.</summary>
/// <param name="Root">The pickled object.</param>
/// <param name="StorageBegin">The first byte in the file of a storage, whose bytes are checked to lie in the file.</param>
internal sealed record TorchContent(object? Root, Func<TorchStorage, long> StorageBegin);
