using Microsoft.ML;
using MLNet.Compression.Benchmarks.Compressing;

namespace MLNet.Compression.Benchmarks.Quantizing;

/// <summary>The model as it is, in fp32.</summary>
internal sealed record UnroundedWay : CompressionWay
{
    /// <inheritdoc/>
    public override string ToString() => "fp32";

    /// <inheritdoc/>
    public override TextModelTransformer Compress(MLContext ml, CompressionSubject subject, int seed, IProgress<TrainingProgress> progress, CancellationToken stop) => subject.Model;
}
