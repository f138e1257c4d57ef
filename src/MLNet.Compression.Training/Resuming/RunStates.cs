using System.Diagnostics;
using MLNet.Compression.Training.Loop;

namespace MLNet.Compression.Training.Resuming;

/// <summary>The checkpoints of one stage: where it goes on, when they are written, and what they belong to. Does nothing without settings.</summary>
internal sealed class RunStates : IDisposable
{
    private readonly ResumeSettings? _settings;
    private readonly ResumeFolder? _folder;
    private readonly RunFingerprint? _fingerprint;
    private readonly RunState _state;
    private readonly GoodStates _goodStates;
    private readonly Action<string> _log;
    private long _lastTime = Stopwatch.GetTimestamp();
    private long _lastStep;

    public RunStates(TrainingPlan plan, TrainingEnvironment environment, RunState state)
    {
        (_settings, _state, _log) = (plan.Checkpoints, state, environment.Log);
        if (_settings is not null)
        {
            _fingerprint = StageFingerprint.Of(plan, environment, state.Model.Parameters);
            _folder = new ResumeFolder(_settings.Folder, environment.Log);
        }

        _goodStates = new GoodStates(plan, state, Save, Belongs, _settings?.Folder, environment.Log);
    }

    /// <summary>Goes on where the newest checkpoint left, if there is one.</summary>
    /// <exception cref="ResumeMismatchException">It is that of another run.</exception>
    public void Resume()
    {
        if (_folder?.ReadNewest() is not { } reader)
        {
            return;
        }

        if (Differences(reader) is { Count: > 0 } differences)
        {
            throw new ResumeMismatchException(_folder.Path, differences);
        }

        _state.Load(reader.In("state"));
        _lastStep = _state.Step;
        _log($"{_state.Stage}: resumed from {_folder.Path} {(_state.IsFinished ? "at its end" : $"after step {_state.Step}")}.");
    }

    /// <summary>Writes a checkpoint where it is time for one. A run that is about to fail writes none, so that the last good one stays.</summary>
    public void WriteIfDue()
    {
        if (_state.IsFinished || (_state.IsHealthy && IsDue))
        {
            Write();
        }
    }

    /// <summary>Writes a checkpoint now.</summary>
    public void Write()
    {
        _folder?.TryWrite(Save);
        (_lastTime, _lastStep) = (Stopwatch.GetTimestamp(), _state.Step);
    }

    /// <summary>Keeps the state as one to go back to, where the plan asks for that.</summary>
    public void KeepGoodState() => _goodStates.KeepIfDue();

    /// <summary>Goes back to a good state with a lower learning rate, if the plan allows it once more.</summary>
    public bool TryGoBack(TrainingDivergedException problem)
    {
        if (!_goodStates.TryGoBack())
        {
            return false;
        }

        _log($"{problem.Message} Went back to step {_state.Step} with {_state.RateFactor:0.###} of the learning rate.");
        Write();
        return true;
    }

    /// <summary>Brings a model that cannot be trained on back to the newest checkpoint.</summary>
    public void RestoreNewest()
    {
        if (_folder?.ReadNewest(reader => Differences(reader).Count == 0) is { } reader)
        {
            _state.Load(reader.In("state"));
        }
    }

    public void Dispose()
    {
        _folder?.Dispose();
        _goodStates.Dispose();
    }

    private bool IsDue => _settings is not null
        && ((_settings.EverySteps > 0 && _state.Step - _lastStep >= _settings.EverySteps) || Stopwatch.GetElapsedTime(_lastTime) >= _settings.Every);

    private IReadOnlyList<string> Differences(StateReader reader) => _fingerprint?.DifferencesFrom(reader.In("run")) ?? [];

    private bool Belongs(StateReader reader) => Differences(reader).Count == 0;

    private void Save(StateWriter writer)
    {
        _fingerprint?.Save(writer.In("run"));
        _state.Save(writer.In("state"));
    }
}
