using Microsoft.ML;

namespace MLNet.Compression.Stages;

/// <summary>What the options of all stages have in common beside the training itself.</summary>
/// <param name="ValidationSet">Rows to measure the model on; null for those of the stage before.</param>
/// <param name="Progress">The user's listener.</param>
/// <param name="Threads">Threads to use; 0 for all processors.</param>
/// <param name="Checkpoints">Where the state of the training is kept; null for where the stage before keeps its own.</param>
/// <param name="CancellationToken">Stops the stage.</param>
internal sealed record StageSettings(
    IDataView? ValidationSet, IProgress<TrainingProgress>? Progress, int Threads, ResumePlace? Checkpoints, CancellationToken CancellationToken);
