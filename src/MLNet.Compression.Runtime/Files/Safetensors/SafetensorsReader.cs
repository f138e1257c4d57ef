using System.Buffers.Binary;

namespace MLNet.Compression.Runtime.Files.Safetensors;

/// <summary>A safetensors file: 8 bytes of header length, a JSON header, then the tensors' bytes.</summary>
/// <remarks>
/// The whole header is checked at opening: ranges follow one another without gap or overlap and cover the file. Values
/// are read from the file into the caller's memory when asked for. Safe for several threads.
/// </remarks>
internal sealed class SafetensorsReader : ITensorFile
{
    /// <summary>Longest accepted header; that of a model of 24 layers takes 45 kB.</summary>
    public const int MaxHeaderBytes = 4 << 20;

    private readonly CheckedFile _file;
    private readonly Dictionary<string, TensorInfo> _tensors;
    private readonly long _dataStart;

    /// <param name="path">Path of the file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">The file is not a whole, well-formed safetensors file.</exception>
    public SafetensorsReader(string path)
    {
        _file = new CheckedFile(path);
        try
        {
            var header = new byte[ReadHeaderLength()];
            _file.Read(sizeof(ulong), header);
            _dataStart = sizeof(ulong) + header.Length;
            _tensors = SafetensorsHeader.Parse(path, header);
            RequireGaplessRanges();
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
        var place = (SafetensorsTensor)tensor;
        var begin = place.Begin + (firstElement * tensor.Type.Size());
        ArgumentOutOfRangeException.ThrowIfNegative(firstElement);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, place.End - begin);
        _file.Read(_dataStart + begin, bytes);
    }

    public void Dispose() => _file.Dispose();

    private int ReadHeaderLength()
    {
        Span<byte> prefix = stackalloc byte[sizeof(ulong)];
        _file.Read(0, prefix);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        var available = (ulong)(_file.Length - prefix.Length);
        if (length > Math.Min(available, MaxHeaderBytes))
        {
            throw new ModelFileException(
                Path, "header length (byte 0)", $"at most {Math.Min(available, MaxHeaderBytes)}", length.ToString(System.Globalization.CultureInfo.InvariantCulture),
                "This is no safetensors file, or it is truncated.");
        }

        return (int)length;
    }

    private void RequireGaplessRanges()
    {
        var end = 0L;
        SafetensorsTensor[] inOrder = [.. _tensors.Values.Cast<SafetensorsTensor>()];
        Array.Sort(inOrder, (one, other) => (one.Begin, one.End).CompareTo((other.Begin, other.End)));
        foreach (var tensor in inOrder)
        {
            if (tensor.Begin != end)
            {
                throw new ModelFileException(Path, $"tensor '{tensor.Name}'", $"data from byte {end} on, where the tensor before it ends", $"from byte {tensor.Begin} on");
            }

            end = tensor.End;
        }

        if (end != Length - _dataStart)
        {
            throw new ModelFileException(
                Path, "data", $"{end} bytes, as the header says", $"{Length - _dataStart}", "The file is truncated or has a tail: fetch it again.");
        }
    }
}
