using System.Diagnostics;

namespace MLNet.Compression.Benchmarks.Rounds;

/// <summary>Times contenders in rounds, each in its turn, so that a neighbour's noise hits all alike.</summary>
/// <param name="sitting">Shows the rounds.</param>
/// <param name="rounds">How many.</param>
/// <param name="seconds">How long a turn takes; a third of it more goes by uncounted first, to warm up.</param>
internal sealed class Turns(Sitting sitting, int rounds, double seconds)
{
    /// <summary>The times of some contenders.</summary>
    /// <param name="what">What is measured, as the progress line calls it.</param>
    /// <param name="contenders">One call of each.</param>
    public TurnTimes Measure(string what, params IReadOnlyList<Action> contenders)
    {
        var times = new List<IReadOnlyList<Latency>>();
        for (var round = 1; round <= rounds; round++)
        {
            sitting.Now($"{what}: round {round} of {rounds}");
            times.Add([.. contenders.Select(Turn)]);
        }

        return new TurnTimes(times);
    }

    /// <summary>Repeats a call for some seconds.</summary>
    /// <returns>The milliseconds of each.</returns>
    public static List<double> Repeat(double seconds, Action call)
    {
        var times = new List<double>();
        var all = Stopwatch.StartNew();
        do
        {
            var start = Stopwatch.GetTimestamp();
            call();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        while (all.Elapsed.TotalSeconds < seconds);
        return times;
    }

    private Latency Turn(Action call)
    {
        sitting.Stop.ThrowIfCancellationRequested();
        Repeat(seconds / 3, call);
        var times = Repeat(seconds, call);
        return new Latency(TurnTimes.MedianOf(times), times.Min());
    }
}
