using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Tests.Loop;

namespace MLNet.Compression.Training.Tests.Resuming;

/// <summary>Runs work again and again, as if in new processes, until it comes to its end.</summary>
internal static class Lives
{
    private const int Most = 1000;

    /// <summary>Every life resumes, makes one step and is cancelled.</summary>
    /// <param name="run">Makes everything anew and trains.</param>
    /// <param name="between">Called between two lives.</param>
    /// <returns>The number of lives.</returns>
    public static int OneStepEach(Action<TrainingEnvironment> run, Action<int>? between = null)
    {
        for (var life = 1; life < Most; life++)
        {
            using var source = new CancellationTokenSource();
            var progress = new DirectProgress(report =>
            {
                if (!report.IsFinal)
                {
                    source.Cancel();
                }
            });
            try
            {
                run(new TrainingEnvironment(1, 2, progress, source.Token));
                return life;
            }
            catch (OperationCanceledException)
            {
                between?.Invoke(life);
            }
        }

        throw new AssertionException("The run makes no headway.");
    }
}
