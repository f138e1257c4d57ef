using Microsoft.ML;
using MLNet.Compression.Seeds;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Stages;

/// <summary>What the options of all stages have in common beside the training itself.</summary>
/// <param name="ValidationSet">Rows to measure the model on; null for those of the stage before.</param>
/// <param name="Seed">The seed; null for that of the stage before.</param>
/// <param name="Progress">The user's listener.</param>
/// <param name="Threads">Threads to use; 0 for all processors.</param>
/// <param name="Checkpoints">Where the state of the training is kept; null for where the stage before keeps its own.</param>
/// <param name="CancellationToken">Stops the stage.</param>
internal sealed record StageSettings(
    IDataView? ValidationSet, int? Seed, IProgress<TrainingProgress>? Progress, int Threads, ResumePlace? Checkpoints, CancellationToken CancellationToken)
{
    /// <summary>The options by name of a stage that does not train; one that does has them in its plan.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Recipe { get; init; } = [];

    public static StageSettings Of(IStageOptions options) =>
        new(options.ValidationSet, options.Seed, options.Progress, options.Threads, ResumePlace.Of(options.Training), options.CancellationToken)
        {
            Recipe = options.Training is null ? OptionValues.Described(options) : [],
        };

    /// <summary>The report of a stage that did not train.</summary>
    /// <param name="stage">Its name.</param>
    /// <param name="elapsed">The time it took.</param>
    /// <param name="seed">Its seed; null where it has no use for one.</param>
    public StageReport Untrained(string stage, TimeSpan elapsed, ChainSeed? seed) => new(stage, elapsed, TokensPerSecond: 0, Result: null)
    {
        Settings = Recipe,
        Seed = seed?.Value,
        Environment = RunEnvironment.Current(Threads),
    };

    /// <summary>The seed of the stage: its own, or the one that it is handed; a random one may have been kept where the stage goes on.</summary>
    public ChainSeed SeedAfter(ChainSeed before) => Seed is { } own ? new ChainSeed(own, IsRandom: false)
        : before.IsRandom && Checkpoints is { } place ? before with { Value = KeptSeed.In(place.Folder, before.Value) }
        : before;
}
