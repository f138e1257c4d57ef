namespace MLNet.Compression.Runtime.Files;

/// <summary>The memory that reading a file may take: four times the file's size, and a few megabytes that any file may take.</summary>
/// <remarks>Asked before each allocation whose size a file decides. What is not asked for, small objects and messages, fits what the promise has beyond this.</remarks>
internal sealed class AllocationBudget(string file, long fileBytes)
{
    private const int BytesPerByte = 4;
    private const long FreeBytes = 12 << 20;

    private readonly long _most = (BytesPerByte * fileBytes) + FreeBytes;
    private long _spent;

    /// <exception cref="ModelFileException">The file would take more memory than it may.</exception>
    public void Spend(long bytes, string place, string what)
    {
        _spent += bytes;
        if (bytes < 0 || _spent > _most)
        {
            throw new ModelFileException(
                file, place, $"at most {_most} bytes of memory for a file of {fileBytes} bytes", $"{what}, with which it takes {_spent}",
                "The file is damaged, or made to exhaust memory.");
        }
    }
}
