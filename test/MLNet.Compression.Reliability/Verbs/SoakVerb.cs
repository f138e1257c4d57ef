using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using MLNet.Compression.Reliability.Soaking;

namespace MLNet.Compression.Reliability.Verbs;

/// <summary>One transformer, many threads, many minutes.</summary>
internal static class SoakVerb
{
    private const int Samples = 10;

    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 10 };
        var threads = new Option<int>("--threads") { Description = "Threads that score at once.", DefaultValueFactory = _ => 16 };
        var command = new Command("soak", "Scores with one transformer on many threads: the same bits as alone, flat memory, no growth of handles.") { minutes, threads };
        command.SetAction(result => Run(result.GetRequiredValue(minutes), result.GetRequiredValue(threads)));
        return command;
    }

    private static int Run(double minutes, int threads)
    {
        using var model = TrainedModel.Fit(new MLContext(seed: 1));
        var run = new SoakRun(model, TrainedModel.Rows(40).Select(row => row.Text));
        var faults = new List<string>();
        for (var sample = 0; sample <= Samples && faults.Count == 0; sample++)
        {
            // The first share, which is not counted, warms up.
            var end = TimeSpan.FromMinutes(sample == 0 ? Math.Min(0.25, minutes) : minutes / Samples);
            var start = Stopwatch.GetTimestamp();
            faults.AddRange(run.Run(threads, _ => Stopwatch.GetElapsedTime(start) < end));
            Console.WriteLine($"{(sample == 0 ? "warm" : $"{sample * minutes / Samples:F1} min"),8}: {run.Scored,12:N0} texts; {ProcessState.Now()}");
        }

        faults.Take(5).ToList().ForEach(Console.WriteLine);
        Console.WriteLine($"{faults.Count} faults");
        return faults.Count == 0 ? 0 : 1;
    }
}
