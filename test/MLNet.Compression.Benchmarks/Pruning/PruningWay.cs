using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.Pruning;

/// <summary>A way to prune; two are the same where their texts are.</summary>
internal abstract record PruningWay
{
    /// <summary>The way in words.</summary>
    public abstract override string ToString();

    /// <summary>Prunes a model, which stays as it is.</summary>
    /// <param name="ml">The context, with the seed.</param>
    /// <param name="model">The model.</param>
    /// <param name="rows">The rows to learn from.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="stop">Ends the work.</param>
    public abstract TextModelTransformer Prune(MLContext ml, TextModelTransformer model, IDataView rows, IProgress<TrainingProgress> progress, CancellationToken stop);
}
