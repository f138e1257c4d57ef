using System.Diagnostics;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Resuming;

/// <summary>The saved states of one stage: where it goes on, when they are written, and which run they belong to. Saves nothing without settings.</summary>
internal sealed class RunStates : IDisposable
{
    private readonly ResumeSettings? _settings;
    private readonly ResumeFolder? _folder;
    private readonly RunFingerprint? _fingerprint;
    private readonly IRunState _state;
    private readonly GoodStates _goodStates;
    private readonly Action<string> _log;
    private long _lastTime = Stopwatch.GetTimestamp();
    private long _lastStep;

    /// <param name="settings">Where the states are kept, and how often; null for nowhere.</param>
    /// <param name="fingerprint">Makes the fingerprint of the run; asked for where there are settings.</param>
    /// <param name="state">The run.</param>
    /// <param name="retries">How often the run may go back from a loss that diverged.</param>
    /// <param name="log">Is told what the user should know.</param>
    public RunStates(ResumeSettings? settings, Func<RunFingerprint> fingerprint, IRunState state, int retries, Action<string> log)
    {
        (_settings, _state, _log) = (settings, state, log);
        if (settings is not null)
        {
            _fingerprint = fingerprint();
            _folder = new ResumeFolder(settings.Folder, log);
        }

        _goodStates = new GoodStates(state, retries, Save, Belongs, settings?.Folder, log);
    }

    /// <summary>Goes on where the newest state left, if there is one.</summary>
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

    /// <summary>Saves the state where it is time to. A run that is about to fail saves none, so that the last good one stays.</summary>
    public void WriteIfDue()
    {
        if (_state.IsFinished || (_state.IsHealthy && IsDue))
        {
            Write();
        }
    }

    /// <summary>Saves the state now.</summary>
    public void Write()
    {
        _folder?.TryWrite(Save);
        (_lastTime, _lastStep) = (Stopwatch.GetTimestamp(), _state.Step);
    }

    /// <summary>Keeps the state as one to go back to, where the plan asks for that.</summary>
    public void KeepGoodState() => _goodStates.KeepIfDue();

    /// <summary>Goes back to a good state with a lower learning rate, if the plan allows it once more.</summary>
    /// <param name="problem">Why.</param>
    public bool TryGoBack(string problem)
    {
        if (!_goodStates.TryGoBack())
        {
            return false;
        }

        _log(FormattableString.Invariant($"{problem} Went back to step {_state.Step} with {_state.RateFactor:0.###} of the learning rate."));
        Write();
        return true;
    }

    /// <summary>Brings a model that cannot be trained on back to the newest state.</summary>
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
