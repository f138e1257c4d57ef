namespace MLNet.Compression.Runtime.Tests.Files;

/// <summary>What every reader of files owes: to read, or to refuse with the one exception, in memory in proportion to the file.</summary>
internal static class Hostile
{
    private const long FreeBytes = 16 << 20;
    private const int BytesPerByte = 4;

    /// <summary>Reads; whatever is in the file, only <see cref="ModelFileException"/> may come of it.</summary>
    /// <returns>Whether the file was read.</returns>
    public static bool TryRead(long fileBytes, Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isRead = true;
        try
        {
            read();
        }
        catch (ModelFileException)
        {
            isRead = false;
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(allocated, Is.LessThan((BytesPerByte * fileBytes) + FreeBytes), "allocated bytes");
        return isRead;
    }
}
