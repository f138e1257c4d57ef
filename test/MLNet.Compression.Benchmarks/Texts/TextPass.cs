using System.Diagnostics;
using MLNet.Compression.Benchmarks.Rounds;

namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>Passes over some texts, one at a time, each timed by itself.</summary>
/// <param name="texts">How many.</param>
/// <param name="score">Scores one.</param>
internal sealed class TextPass(int texts, Action<int> score)
{
    private readonly double[] _milliseconds = new double[texts];
    private readonly List<double> _medians = new(capacity: 1 << 16);

    /// <summary>Milliseconds that half of the texts exceed, the median of the passes.</summary>
    public double Median => TurnTimes.MedianOf(_medians);

    public void Run()
    {
        for (var i = 0; i < texts; i++)
        {
            var start = Stopwatch.GetTimestamp();
            score(i);
            _milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(_milliseconds);
        _medians.Add(_milliseconds[texts / 2]);
    }
}
