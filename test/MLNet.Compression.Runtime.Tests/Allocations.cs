namespace MLNet.Compression.Runtime.Tests;

/// <summary>The managed memory that code asks for.</summary>
internal static class Allocations
{
    private const int Calls = 8;

    /// <summary>The fewest bytes that one of several calls allocates on this thread.</summary>
    /// <remarks>The first calls warm up; now and then the runtime itself allocates while it recompiles. What the code allocates, every call allocates.</remarks>
    public static long FewestOf(Action call)
    {
        var fewest = long.MaxValue;
        for (var i = 0; i < Calls; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            call();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
