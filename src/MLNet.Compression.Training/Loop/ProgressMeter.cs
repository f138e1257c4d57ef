using System.Diagnostics;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Loop;

/// <summary>Averages the loss, counts tokens, and reports a few times a second.</summary>
internal sealed class ProgressMeter : IResumable
{
    private const double Memory = 0.95;
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);

    private readonly TrainingPlan _plan;
    private readonly TrainingEnvironment _environment;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly double[] _terms;
    private readonly CurveRecorder _curve;
    private TimeSpan _before;
    private double _loss;
    private double _weight;
    private double _learningRate;
    private long _tokens;
    private TimeSpan _lastReport = -_interval;
    private long _peakBytes;

    public ProgressMeter(TrainingPlan plan, TrainingEnvironment environment)
    {
        _plan = plan;
        _environment = environment;
        _terms = new double[plan.Objective.TermNames.Count];
        _curve = new CurveRecorder(plan.TotalSteps);
    }

    private TimeSpan Elapsed => _before + _watch.Elapsed;

    /// <summary>Takes in one step: old values fade by 5 % a step.</summary>
    /// <param name="done">Steps done, this one included.</param>
    /// <param name="step">What it learnt from.</param>
    /// <param name="learningRate">How fast.</param>
    public void Add(long done, StepLoss step, double learningRate)
    {
        _learningRate = learningRate;
        _curve.Add(done, step.Loss);
        _loss = (_loss * Memory) + (step.Loss * (1 - Memory));
        _weight = (_weight * Memory) + (1 - Memory);
        _tokens += step.Tokens;
        for (var i = 0; i < _terms.Length; i++)
        {
            _terms[i] = (_terms[i] * Memory) + (step.Terms[i] * (1 - Memory));
        }
    }

    /// <summary>Takes in an evaluation after a step, and reports it.</summary>
    public void Evaluated(long step, ValidationScore? score)
    {
        if (score is not null)
        {
            _curve.Add(step, score);
        }

        Report(step, score, atOnce: true);
    }

    /// <summary>Reports after a step if it is time to; the last step is left to <see cref="ReportEnd"/>.</summary>
    public void Report(long step, ValidationScore? validation, bool atOnce = false)
    {
        if (step < _plan.TotalSteps && (atOnce || _watch.Elapsed - _lastReport >= _interval))
        {
            _lastReport = _watch.Elapsed;
            LookAtMemory();
            _environment.Progress?.Report(Create(step, validation, isFinal: false));
        }
    }

    /// <summary>Reports the end of the stage.</summary>
    public void ReportEnd(long step, ValidationScore? validation)
    {
        LookAtMemory();
        var last = Create(step, validation, isFinal: true);
        _environment.Progress?.Report(last);
        _environment.Ended(new StageReport(last.Stage, last.Elapsed, last.TokensPerSecond, Result: null)
        {
            Curve = _curve.Curve,
            Settings = _plan.OptionValues,
            Seed = (int)_environment.Seed,
            PeakBytes = _peakBytes,
            Environment = RunEnvironment.Current(_environment.Workers.Threads),
        });
    }

    public void Save(StateWriter writer)
    {
        writer.Write("averages", [_loss, _weight, _learningRate]);
        writer.Write("terms", _terms);
        writer.Write("tokens", _tokens);
        writer.Write("elapsed", Elapsed.Ticks);
        _curve.Save(writer.In("curve"));
    }

    public void Load(StateReader reader)
    {
        Span<double> averages = [0, 0, 0];
        reader.Read("averages", averages);
        (_loss, _weight, _learningRate) = (averages[0], averages[1], averages[2]);
        reader.Read("terms", _terms.AsSpan());
        _tokens = reader.ReadInt64("tokens");
        _before = TimeSpan.FromTicks(reader.ReadInt64("elapsed", 0, TimeSpan.FromDays(36525).Ticks));
        _curve.Load(reader.In("curve"));
        _watch.Restart();
        _lastReport = -_interval;
    }

    private void LookAtMemory() => _peakBytes = Math.Max(_peakBytes, Environment.WorkingSet);

    private TrainingProgress Create(long step, ValidationScore? validation, bool isFinal) => new()
    {
        Stage = _plan.Stage,
        Step = step,
        TotalSteps = _plan.TotalSteps,
        Epoch = (int)(1 + ((step - 1) / _plan.StepsPerEpoch)),
        TotalEpochs = (int)Math.Ceiling(_plan.Epochs),
        Loss = _loss / _weight,
        Terms = [.. _plan.Objective.TermNames.Select((name, i) => KeyValuePair.Create(name, _terms[i] / _weight))],
        LearningRate = _learningRate,
        Validation = validation,
        IsFinal = isFinal,
        TokensPerSecond = _tokens / Elapsed.TotalSeconds,
        Elapsed = Elapsed,
        Remaining = isFinal ? TimeSpan.Zero : Elapsed * ((double)(_plan.TotalSteps - step) / step),
    };
}
