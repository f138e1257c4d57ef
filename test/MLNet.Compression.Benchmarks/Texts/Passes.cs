using System.Diagnostics;
using MLNet.Compression.Benchmarks.Inference;

namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>Times whole passes over some texts, the contenders in turn, so that a neighbour's noise hits all alike.</summary>
internal static class Passes
{
    private const int Fewest = 3;

    /// <summary>What a pass of each takes.</summary>
    /// <param name="seconds">About how long to go on for each contender, after as much as a quarter of it to warm up.</param>
    /// <param name="contenders">A pass of each.</param>
    public static Latency[] Measure(double seconds, params Action[] contenders)
    {
        Run(seconds / 4, contenders);
        var times = Run(seconds, contenders);
        return [.. Enumerable.Range(0, contenders.Length).Select(i => new Latency(Median(times.Select(round => round[i])), times.Min(round => round[i])))];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static List<double[]> Run(double seconds, Action[] contenders)
    {
        var times = new List<double[]>();
        var all = Stopwatch.StartNew();
        while (times.Count < Fewest || all.Elapsed.TotalSeconds < seconds * contenders.Length)
        {
            times.Add([.. contenders.Select(Milliseconds)]);
        }

        return times;
    }

    private static double Milliseconds(Action pass)
    {
        var start = Stopwatch.GetTimestamp();
        pass();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
