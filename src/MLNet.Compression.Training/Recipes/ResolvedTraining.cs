using MLNet.Compression.Training.Loop;

namespace MLNet.Compression.Training.Recipes;

/// <summary>Options in which nothing is left open: what every recipe makes of its options before work starts.</summary>
internal static class ResolvedTraining
{
    /// <summary>Puts the usual learning rate and epochs where the options have none, says which, and warns of a stage that is too short.</summary>
    /// <param name="options">The options; they stay as they are.</param>
    /// <param name="usual">What is usual for what is trained.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="stepsPerEpoch">Optimizer steps a pass over the rows.</param>
    /// <param name="environment">Is told.</param>
    /// <returns>A copy with a learning rate and a number of epochs.</returns>
    public static TOptions Of<TOptions>(TOptions options, UsualTraining usual, string stage, long stepsPerEpoch, TrainingEnvironment environment)
        where TOptions : TrainingOptions
    {
        var resolved = (TOptions)options.Clone();
        var epochs = options.Epochs ?? usual.EpochsFor(Math.Max(1, stepsPerEpoch));
        var rate = options.LearningRate ?? usual.LearningRate;
        (resolved.Epochs, resolved.LearningRate) = (epochs, rate);
        environment.Log(FormattableString.Invariant(
            $"{stage}: {epochs * stepsPerEpoch:N0} steps, {epochs} epochs of {stepsPerEpoch:N0}, with a peak learning rate of {rate:G3} ({Origin(options)} for {usual.What})"));
        if (usual.Doubt(stage, epochs, Math.Max(1, stepsPerEpoch)) is { } doubt)
        {
            environment.Warn(doubt);
        }

        return resolved;
    }

    private static string Origin(TrainingOptions options) => (options.Epochs, options.LearningRate) switch
    {
        (null, null) => "as usual",
        (null, _) => "epochs as usual",
        (_, null) => "rate as usual",
        _ => "as set",
    };
}
