using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Resuming;

/// <summary>States to go back to from a run that has diverged, kept at each twentieth of the steps so that a resumed run goes back to the same one.</summary>
internal sealed class GoodStates : IDisposable
{
    private const int StatesPerRun = 20;
    private readonly IRunState _state;
    private readonly Action<StateWriter> _save;
    private readonly Func<StateReader, bool> _accept;
    private readonly ResumeFolder? _folder;
    private readonly long _interval;
    private readonly int _retries;
    private StateSnapshot? _inMemory;
    private long _kept = -1;

    /// <param name="state">The run.</param>
    /// <param name="retries">How often it may go back.</param>
    /// <param name="save">Writes the run's state under "state".</param>
    /// <param name="accept">Whether a state belongs to this run.</param>
    /// <param name="folder">The folder of the stage's states; null to keep the states in memory.</param>
    /// <param name="log">Is told of files that cannot be written or read.</param>
    public GoodStates(IRunState state, int retries, Action<StateWriter> save, Func<StateReader, bool> accept, string? folder, Action<string> log)
    {
        (_state, _save, _accept, _retries) = (state, save, accept, retries);
        _interval = Math.Max(1, (state.TotalSteps + StatesPerRun - 1) / StatesPerRun);
        _folder = folder is null || _retries == 0 ? null : new ResumeFolder(Path.Combine(folder, "good"), log);
    }

    public void KeepIfDue()
    {
        if (_retries == 0 || _state.Step % _interval != 0 || _state.Step == _kept || !_state.IsHealthy)
        {
            return;
        }

        _kept = _state.Step;
        if (_folder is not null)
        {
            _folder.TryWrite(_save);
            return;
        }

        _inMemory = new StateSnapshot("memory");
        _save(new StateWriter(_inMemory));
    }

    /// <summary>Takes on the last good state, with a lower learning rate than now.</summary>
    /// <returns>False where there is none, or the run went back too often already.</returns>
    public bool TryGoBack()
    {
        var retries = _state.Retries + 1;
        var reader = retries > _retries ? null : _inMemory?.Reader ?? _folder?.ReadNewest(IsEarlier);
        if (reader is null)
        {
            return false;
        }

        _state.Load(reader.In("state"));
        _state.Retries = retries;
        _kept = _state.Step;
        return true;
    }

    public void Dispose() => _folder?.Dispose();

    // A later one is from a run that was killed after it, and whose newest state was lost.
    private bool IsEarlier(StateReader reader) => _accept(reader) && reader.In("state").ReadInt64("step") <= _state.Step;
}
