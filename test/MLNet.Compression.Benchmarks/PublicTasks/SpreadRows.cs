namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>Some of many rows.</summary>
internal static class SpreadRows
{
    /// <summary>At most so many rows, spread over all; 0 for all.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> all, int most) =>
        most == 0 || most >= all.Count ? all : [.. Enumerable.Range(0, most).Select(row => all[(int)((long)row * all.Count / most)])];
}
