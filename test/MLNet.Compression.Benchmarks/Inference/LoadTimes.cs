using System.Globalization;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>What a fresh process took from a model's file to its predictions.</summary>
/// <param name="Read">Milliseconds from Main to a model in memory.</param>
/// <param name="Build">Milliseconds from there to a classifier.</param>
/// <param name="First">Milliseconds of the first prediction, from text to probabilities.</param>
/// <param name="Second">Milliseconds of the same prediction again.</param>
/// <param name="ManagedBytes">Growth of the managed heap up to the second prediction.</param>
/// <param name="NativeBytes">The library's native memory after it.</param>
/// <param name="ResidentBytes">Growth of the process's resident memory up to then, code and runtime included.</param>
internal readonly record struct LoadTimes(
    double Read, double Build, double First, double Second, long ManagedBytes, long NativeBytes, long ResidentBytes)
{
    /// <summary>Milliseconds from Main to the first prediction.</summary>
    public double Total => Read + Build + First;

    public static LoadTimes Parse(string line)
    {
        var values = line.Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToArray();
        return new LoadTimes(values[0], values[1], values[2], values[3], (long)values[4], (long)values[5], (long)values[6]);
    }

    public static LoadTimes Median(IReadOnlyList<LoadTimes> runs) => new(
        MedianOf(runs, run => run.Read),
        MedianOf(runs, run => run.Build),
        MedianOf(runs, run => run.First),
        MedianOf(runs, run => run.Second),
        (long)MedianOf(runs, run => run.ManagedBytes),
        (long)MedianOf(runs, run => run.NativeBytes),
        (long)MedianOf(runs, run => run.ResidentBytes));

    public static double MedianOf(IReadOnlyList<LoadTimes> runs, Func<LoadTimes, double> value) =>
        runs.Select(value).Order().ElementAt(runs.Count / 2);

    public string ToLine() => FormattableString.Invariant(
        $"{Read:F3} {Build:F3} {First:F3} {Second:F3} {ManagedBytes} {NativeBytes} {ResidentBytes}");
}
