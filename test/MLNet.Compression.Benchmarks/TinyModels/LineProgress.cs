using System.Diagnostics;

namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>Writes a line twice a minute, for runs whose output is a file.</summary>
internal sealed class LineProgress : IProgress<TrainingProgress>
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(30);
    private long _last = Stopwatch.GetTimestamp();

    public void Report(TrainingProgress value)
    {
        if (value.IsFinal || Stopwatch.GetElapsedTime(_last) >= _interval)
        {
            _last = Stopwatch.GetTimestamp();
            Console.WriteLine(value);
        }
    }
}
