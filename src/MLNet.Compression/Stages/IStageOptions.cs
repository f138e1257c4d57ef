using Microsoft.ML;

namespace MLNet.Compression.Stages;

/// <summary>What the options of every stage have in common.</summary>
internal interface IStageOptions
{
    /// <summary>Rows to measure the model on; null for those of the stage before.</summary>
    IDataView? ValidationSet { get; }

    /// <summary>The seed; null for that of the stage before, or of the MLContext.</summary>
    int? Seed { get; }

    /// <summary>The user's listener.</summary>
    IProgress<TrainingProgress>? Progress { get; }

    /// <summary>Threads to use; 0 for all processors.</summary>
    int Threads { get; }

    /// <summary>Stops the stage.</summary>
    CancellationToken CancellationToken { get; }

    /// <summary>How the stage trains; null where it does not.</summary>
    TrainingOptions? Training => this as TrainingOptions;
}
