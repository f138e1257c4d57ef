using MLNet.Compression.Training.Loop;

namespace MLNet.Compression.Training.Tests.Loop;

/// <summary>Remembers the steps that were begun.</summary>
internal sealed class StepCounter(Action<long> onStep) : IStepCallback
{
    private readonly List<long> _steps = [];

    public IReadOnlyList<long> Steps => _steps;

    public long Last => _steps[^1];

    public void BeforeStep(long step, long totalSteps)
    {
        _steps.Add(step);
        onStep(step);
    }
}
