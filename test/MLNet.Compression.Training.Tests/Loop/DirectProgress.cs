namespace MLNet.Compression.Training.Tests.Loop;

/// <summary>Passes reports on where they are made, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class DirectProgress(Action<TrainingProgress> report) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => report(value);
}
