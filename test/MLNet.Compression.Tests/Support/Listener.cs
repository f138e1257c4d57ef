namespace MLNet.Compression.Tests.Support;

/// <summary>Calls back on the training thread, at once.</summary>
internal sealed class Listener(Action<TrainingProgress> listen) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => listen(value);
}
