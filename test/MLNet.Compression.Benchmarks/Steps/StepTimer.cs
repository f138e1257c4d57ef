using System.Diagnostics;
using MLNet.Compression.Training.Loop;

namespace MLNet.Compression.Benchmarks.Steps;

/// <summary>Notes when each optimizer step begins.</summary>
internal sealed class StepTimer : IStepCallback
{
    private readonly List<long> _starts = [];
    private readonly List<long> _allocated = [];

    /// <summary>The median of the steps' times but the first few, which warm up; the last step ends where the loop ends.</summary>
    public double MedianSeconds
    {
        get
        {
            var seconds = _starts.Zip(_starts.Skip(1), (from, to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds).Skip(_starts.Count / 4).Order().ToArray();
            return seconds[seconds.Length / 2];
        }
    }

    /// <summary>The median of what a step allocates on the managed heap.</summary>
    public long ManagedBytes
    {
        get
        {
            var bytes = _allocated.Zip(_allocated.Skip(1), (from, to) => to - from).Skip(_allocated.Count / 4).Order().ToArray();
            return bytes[bytes.Length / 2];
        }
    }

    public void BeforeStep(long step, long totalSteps)
    {
        _starts.Add(Stopwatch.GetTimestamp());
        _allocated.Add(GC.GetTotalAllocatedBytes(precise: true));
    }
}
