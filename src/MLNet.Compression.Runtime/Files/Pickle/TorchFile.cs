namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>The tensors of a pytorch_model.bin, of either format of torch.save. Nothing in it is executed.</summary>
/// <remarks>Not safe for several threads: transposed and sliced tensors are gathered through a buffer.</remarks>
internal sealed class TorchFile : ITensorFile
{
    private const int MagicBytes = 16;

    private static readonly (Func<byte[], bool> Matches, Func<CheckedFile, TorchContent> Read)[] _formats =
    [
        (bytes => TorchZipFormat.Matches(bytes), TorchZipFormat.Read),
        (bytes => TorchLegacyFormat.Matches(bytes), TorchLegacyFormat.Read),
    ];

    private readonly CheckedFile _file;
    private readonly Dictionary<string, TensorInfo> _tensors = new(StringComparer.Ordinal);
    private byte[] _gathered = [];
    private TorchTensor? _gatheredOf;

    /// <param name="path">Path of the file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">The file is damaged, or holds more than tensors and plain values.</exception>
    public TorchFile(string path)
    {
        _file = new CheckedFile(path);
        try
        {
            var content = ReadContent();
            var begins = new Dictionary<TorchStorage, long>();
            foreach (var (name, tensor) in StateDictionary.Find(path, content.Root))
            {
                _tensors.Add(name, Place(name, tensor, storage => begins.TryGetValue(storage, out var begin) ? begin : begins[storage] = content.StorageBegin(storage)));
            }
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public string Path => _file.Path;

    public long Length => _file.Length;

    public IReadOnlyDictionary<string, TensorInfo> Tensors => _tensors;

    public void ReadElements(TensorInfo tensor, long firstElement, Span<byte> bytes)
    {
        var place = (TorchTensor)tensor;
        var size = tensor.Type.Size();
        ArgumentOutOfRangeException.ThrowIfNegative(firstElement);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, (tensor.Count - firstElement) * size);
        if (place.View.IsContiguous)
        {
            _file.Read(place.Begin + (firstElement * size), bytes);
        }
        else
        {
            StridedGather.Copy(place.View, size, Extent(place), firstElement, bytes);
        }
    }

    public void Dispose() => _file.Dispose();

    private static TensorInfo Place(string name, PickledTensor tensor, Func<TorchStorage, long> storageBegin)
    {
        if (tensor is TorchView view)
        {
            return new TorchTensor(name, view, storageBegin(view.Storage) + (view.Offset * view.Storage.Type.Element.Size()));
        }

        var unread = (UnreadTensor)tensor;
        if (unread.Storage is { } storage)
        {
            _ = storageBegin(storage);
        }

        return new TensorInfo(name, ElementType.Other, unread.Shape, unread.Count) { TypeName = unread.TypeName };
    }

    private TorchContent ReadContent()
    {
        var first = new byte[Math.Min(MagicBytes, _file.Length)];
        _file.Read(0, first);
        var index = Array.FindIndex(_formats, format => format.Matches(first));
        return index >= 0 ? _formats[index].Read(_file) : throw new ModelFileException(
            Path, "byte 0", "a ZIP file or the magic number of torch.save", Convert.ToHexString(first), "Save the weights again with torch.save, or as safetensors.");
    }

    // One buffer serves all tensors: as long as the longest that needs it.
    private ReadOnlySpan<byte> Extent(TorchTensor tensor)
    {
        if (_gathered.Length == 0)
        {
            var longest = _tensors.Values.OfType<TorchTensor>().Where(other => !other.View.IsContiguous).Max(other => other.ExtentBytes);
            _gathered = longest <= Array.MaxLength ? new byte[longest] : throw new ModelFileException(
                Path, "tensors", $"at most {Array.MaxLength} bytes of a storage in a transposed or sliced tensor", $"{longest}", "Make the tensors contiguous before saving.");
        }

        var extent = _gathered.AsSpan(0, (int)tensor.ExtentBytes);
        if (_gatheredOf != tensor)
        {
            _gatheredOf = null;
            _file.Read(tensor.Begin, extent);
            _gatheredOf = tensor;
        }

        return extent;
    }
}
