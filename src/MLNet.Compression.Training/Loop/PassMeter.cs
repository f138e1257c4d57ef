using System.Diagnostics;

namespace MLNet.Compression.Training.Loop;

/// <summary>Reports a pass over batches that trains nothing, if it takes longer than a few seconds.</summary>
/// <param name="stage">What the pass is for.</param>
/// <param name="batches">Batches of the whole pass, or steps, where batches take several.</param>
/// <param name="progress">Receives the reports; null for nobody.</param>
/// <param name="quiet">How long it says nothing; null for two seconds.</param>
internal sealed class PassMeter(string stage, int batches, IProgress<TrainingProgress>? progress, TimeSpan? quiet = null)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next = quiet ?? TimeSpan.FromSeconds(2);
    private bool _hasReported;
    private int _done;
    private double _loss;
    private long _tokens;

    /// <summary>Takes in a batch.</summary>
    /// <param name="loss">Its loss.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="steps">How many steps it counts as.</param>
    public void Add(double loss, int tokens, int steps = 1)
    {
        _done += steps;
        _loss += steps * loss;
        _tokens += tokens;
        var isFinal = _done == batches && _hasReported;
        if (progress is not null && (isFinal || _watch.Elapsed >= _next))
        {
            _hasReported = true;
            _next = _watch.Elapsed + _interval;
            progress.Report(Create(_done == batches));
        }
    }

    private TrainingProgress Create(bool isFinal) => new()
    {
        Stage = stage,
        Step = _done,
        TotalSteps = batches,
        Epoch = 1,
        TotalEpochs = 1,
        Loss = _loss / _done,
        Terms = [],
        LearningRate = 0,
        TokensPerSecond = _tokens / _watch.Elapsed.TotalSeconds,
        Elapsed = _watch.Elapsed,
        Remaining = _watch.Elapsed * ((double)(batches - _done) / _done),
        IsFinal = isFinal,
    };
}
