using Microsoft.ML;
using MLNet.Compression.Benchmarks.Compressing;

namespace MLNet.Compression.Benchmarks.Pruning;

/// <summary>The model as it is, in int8.</summary>
internal sealed record DenseWay : CompressionWay
{
    /// <inheritdoc/>
    public override string ToString() => "dense";

    /// <inheritdoc/>
    public override TextModelTransformer Compress(MLContext ml, CompressionSubject subject, int seed, IProgress<TrainingProgress> progress, CancellationToken stop) => subject.Model.Quantize();
}
