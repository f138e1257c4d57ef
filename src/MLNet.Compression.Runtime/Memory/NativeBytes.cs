namespace MLNet.Compression.Runtime.Memory;

/// <summary>The native memory that the library holds: what tests compare before and after.</summary>
internal static class NativeBytes
{
    private static long _held;

    public static long Held => Interlocked.Read(ref _held);

    /// <param name="bytes">Taken; negative: given back.</param>
    public static void Add(long bytes) => Interlocked.Add(ref _held, bytes);
}
