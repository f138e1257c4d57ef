using System.Diagnostics;

namespace MLNet.Compression.Training.Autograd;

/// <summary>What each kind of operation of a training step took, forward and backward.</summary>
/// <remarks>An operation works while it is made: its forward time is what passed since the last one was made or the pass began.</remarks>
internal sealed class OperationTimes
{
    private readonly Dictionary<string, (long Forward, long Backward)> _ticks = [];
    private long _mark;

    /// <summary>Seconds of each kind, forward and backward, by its name.</summary>
    public IEnumerable<(string Name, double Forward, double Backward)> Seconds =>
        _ticks.Select(entry => (entry.Key, entry.Value.Forward / (double)Stopwatch.Frequency, entry.Value.Backward / (double)Stopwatch.Frequency));

    /// <summary>Starts the clock of the next operation.</summary>
    public void Mark() => _mark = Stopwatch.GetTimestamp();

    /// <summary>Counts the time since the mark as the forward pass of an operation, or of a part of a step that has no backward pass.</summary>
    public void AddForward(string name) => Add(name, ticks => (ticks, 0));

    /// <summary>Counts the time since the mark as the backward pass of an operation.</summary>
    public void AddBackward(string name) => Add(name, ticks => (0, ticks));

    private void Add(string name, Func<long, (long Forward, long Backward)> share)
    {
        var now = Stopwatch.GetTimestamp();
        var (forward, backward) = share(now - _mark);
        var sum = _ticks.GetValueOrDefault(name);
        _ticks[name] = (sum.Forward + forward, sum.Backward + backward);
        _mark = now;
    }
}
