using System.Diagnostics;

namespace MLNet.Compression.Training.Loop;

/// <summary>Averages the loss, counts tokens, and reports a few times a second.</summary>
internal sealed class ProgressMeter
{
    private const double Memory = 0.95;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly TrainingPlan _plan;
    private readonly TrainingEnvironment _environment;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly double[] _terms;
    private double _loss;
    private double _weight;
    private long _tokens;
    private TimeSpan _lastReport = -Interval;

    public ProgressMeter(TrainingPlan plan, TrainingEnvironment environment)
    {
        _plan = plan;
        _environment = environment;
        _terms = new double[plan.Objective.TermNames.Count];
    }

    public double LearningRate { get; set; }

    /// <summary>Takes in one batch: old values fade by 5 % a step.</summary>
    /// <param name="loss">The batch's loss.</param>
    /// <param name="terms">The terms' values.</param>
    /// <param name="share">The batch's share of its optimizer step.</param>
    /// <param name="tokens">Its tokens.</param>
    public void Add(double loss, ReadOnlySpan<double> terms, double share, int tokens)
    {
        var fade = Math.Pow(Memory, share);
        _loss = (_loss * fade) + (loss * (1 - fade));
        _weight = (_weight * fade) + (1 - fade);
        _tokens += tokens;
        for (var i = 0; i < _terms.Length; i++)
        {
            _terms[i] = (_terms[i] * fade) + (terms[i] * (1 - fade));
        }
    }

    /// <summary>Reports if it is time to, and always after the last step.</summary>
    public void Report(long step, int epoch)
    {
        if (_environment.Progress is not { } progress || (step < _plan.TotalSteps && _watch.Elapsed - _lastReport < Interval))
        {
            return;
        }

        _lastReport = _watch.Elapsed;
        progress.Report(new TrainingProgress
        {
            Stage = _plan.Stage,
            Step = step,
            TotalSteps = _plan.TotalSteps,
            Epoch = epoch,
            TotalEpochs = _plan.Epochs,
            Loss = _loss / _weight,
            Terms = [.. _plan.Objective.TermNames.Select((name, i) => KeyValuePair.Create(name, _terms[i] / _weight))],
            LearningRate = LearningRate,
            TokensPerSecond = _tokens / _watch.Elapsed.TotalSeconds,
            Elapsed = _watch.Elapsed,
            Remaining = _watch.Elapsed * ((double)(_plan.TotalSteps - step) / step),
        });
    }
}
