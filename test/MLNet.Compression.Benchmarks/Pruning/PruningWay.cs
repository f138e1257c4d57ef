using Microsoft.ML;
using MLNet.Compression.Benchmarks.Compressing;

namespace MLNet.Compression.Benchmarks.Pruning;

/// <summary>A way to prune; what is left is measured in int8.</summary>
internal abstract record PruningWay : CompressionWay
{
    /// <inheritdoc/>
    public sealed override TextModelTransformer Compress(MLContext ml, CompressionSubject subject, int seed, IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        using var pruned = Prune(ml, subject, seed, progress, stop);
        return pruned.Quantize();
    }

    /// <summary>Prunes a model, which stays as it is.</summary>
    /// <inheritdoc cref="Compress"/>
    protected abstract TextModelTransformer Prune(MLContext ml, CompressionSubject subject, int seed, IProgress<TrainingProgress> progress, CancellationToken stop);
}
