namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>Lines of running text from the corpus beside the tasks.</summary>
internal static class RunningText
{
    private const int ShortestLine = 40;
    private const int LongestLine = 400;

    /// <summary>Some lines of every file of a folder, in the order of a fixed shuffle.</summary>
    /// <param name="folder">A folder of text files, a paragraph a line.</param>
    /// <param name="lines">How many.</param>
    public static IReadOnlyList<string> Read(string folder, int lines)
    {
        string[] all = [.. Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(line => line.Length is >= ShortestLine and <= LongestLine)];
        new Random(1).Shuffle(all);
        return all[..Math.Min(lines, all.Length)];
    }
}
