namespace MLNet.Compression.Runtime.Files;

/// <summary>An open file of named tensors. Every shape, type and range was checked when it was opened.</summary>
internal interface ITensorFile : IDisposable
{
    string Path { get; }

    /// <summary>Bytes of the whole file.</summary>
    long Length { get; }

    IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    /// <summary>Reads elements in row-major order as the little-endian bytes of the tensor's type.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="firstElement">Index of the first element.</param>
    /// <param name="bytes">Receives whole elements.</param>
    /// <exception cref="ModelFileException">The file has become shorter since it was opened.</exception>
    void ReadElements(TensorInfo tensor, long firstElement, Span<byte> bytes);
}
