namespace Microsoft.ML;

internal static class TemporaryStream
{
    private const int BufferSize = 1 << 16;

    /// <summary>A seekable stream of any length that leaves nothing behind.</summary>
    public static Stream Create(string folder) => new FileStream(
        Path.Combine(folder, Path.GetRandomFileName()),
        FileMode.CreateNew,
        FileAccess.ReadWrite,
        FileShare.None,
        BufferSize,
        FileOptions.DeleteOnClose);
}
