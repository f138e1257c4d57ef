namespace MLNet.Compression.Runtime.Files;

/// <summary>The memory that reading a file may take: four times the file's size, and some megabytes that any file may take.</summary>
/// <remarks>Asked before each allocation whose size a file decides. What is not asked for, small objects and messages, fits what the promise has beyond this.</remarks>
internal sealed class AllocationBudget
{
    private const int BytesPerByte = 4;
    private const long FreeBytes = 12 << 20;

    // A vocabulary takes more memory than bytes, and comes before the weights.
    private const long FreeBytesOfStream = 96 << 20;

    private readonly string _file;
    private long _fileBytes;
    private long _most;
    private long _spent;

    /// <summary>The budget of a file whose bytes are all there.</summary>
    public AllocationBudget(string file, long fileBytes)
        : this(file, fileBytes, FreeBytes)
    {
    }

    private AllocationBudget(string file, long fileBytes, long freeBytes) =>
        (_file, _fileBytes, _most) = (file, fileBytes, (BytesPerByte * fileBytes) + freeBytes);

    /// <summary>The budget of a file that comes through a stream: it grows with the bytes that have come.</summary>
    public static AllocationBudget ForStream(string file) => new(file, 0, FreeBytesOfStream);

    /// <summary>Called for bytes of a stream that have come.</summary>
    public void Receive(long bytes)
    {
        _fileBytes += bytes;
        _most += BytesPerByte * bytes;
    }

    /// <exception cref="ModelFileException">The file would take more memory than it may.</exception>
    public void Spend(long bytes, string place, string what)
    {
        _spent += bytes;
        if (bytes < 0 || _spent > _most)
        {
            throw new ModelFileException(
                _file, place, $"at most {_most} bytes of memory for a file of {_fileBytes} bytes", $"{what}, with which it takes {_spent}",
                "The file is damaged, or made to exhaust memory.");
        }
    }
}
