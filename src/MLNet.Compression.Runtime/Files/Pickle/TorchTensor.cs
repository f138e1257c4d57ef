namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>A tensor of a file that torch.save wrote.</summary>
/// <param name="Name">Its name in the state dictionary.</param>
/// <param name="View">Which elements of its storage it sees.</param>
/// <param name="Begin">The file's byte where the first of them begins.</param>
internal sealed record TorchTensor(string Name, TorchView View, long Begin)
    : TensorInfo(Name, View.Storage.Type.Element, View.Shape, View.Count)
{
    /// <summary>Bytes from its first element in the storage to its last.</summary>
    public long ExtentBytes => View.Extent * Type.Size();
}
