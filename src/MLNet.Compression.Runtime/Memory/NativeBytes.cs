namespace MLNet.Compression.Runtime.Memory;

/// <summary>The native memory that the library holds: what tests compare before and after.</summary>
internal static class NativeBytes
{
    private static long s_held;

    public static long Held => Interlocked.Read(ref s_held);

    /// <param name="bytes">Taken; negative: given back.</param>
    public static void Add(long bytes) => Interlocked.Add(ref s_held, bytes);
}
