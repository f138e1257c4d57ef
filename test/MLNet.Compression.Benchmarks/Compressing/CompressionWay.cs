using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.Compressing;

/// <summary>A way to compress; two are the same where their texts are.</summary>
internal abstract record CompressionWay
{
    /// <summary>The way in words.</summary>
    public abstract override string ToString();

    /// <summary>The way but for the share.</summary>
    public virtual string Family => ToString();

    /// <summary>The share that goes; 0 where nothing does.</summary>
    public virtual double Share => 0;

    /// <summary>Compresses a model, which stays as it is.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="subject">The model, its teacher and the rows.</param>
    /// <param name="seed">The seed; not that of the model, which all runs share.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>Another model, or the subject's own.</returns>
    public abstract TextModelTransformer Compress(MLContext ml, CompressionSubject subject, int seed, IProgress<TrainingProgress> progress, CancellationToken stop);
}
