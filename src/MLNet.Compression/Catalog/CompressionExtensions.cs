using System.Diagnostics;
using Microsoft.ML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Scoring;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Quantization;

namespace MLNet.Compression;

/// <summary>Compression of what another estimator trains, or of a fitted model.</summary>
public static class CompressionExtensions
{
    /// <summary>Prunes the model of an estimator block by block, with its teacher still guiding.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="sparsity">The share of the encoder's matrix weights to remove, 0 to 1.</param>
    /// <param name="block">The block to remove as a whole; null for 16 outputs x 4 inputs.</param>
    /// <param name="maxEpochs">Passes over the data.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static BlockPruningEstimator PruneBlocks(
        this IEstimator<TextModelTransformer> estimator, double sparsity = 0.75, BlockShape? block = null, int maxEpochs = 3) =>
        PruneBlocks(estimator, new BlockPruningEstimator.Options { Sparsity = sparsity, Block = block ?? BlockShape.Kernel, Epochs = maxEpochs });

    /// <summary>Prunes the model of an estimator block by block, with its teacher still guiding.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static BlockPruningEstimator PruneBlocks(this IEstimator<TextModelTransformer> estimator, BlockPruningEstimator.Options options) =>
        new(ForeignStage.Of(estimator), options);

    /// <summary>Quantises the model of an estimator, after its training.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="scheme">The number format of the layers' weights.</param>
    /// <param name="embeddings">The number format of the embeddings; null for that of the layers' weights.</param>
    public static QuantizationEstimator Quantize(
        this IEstimator<TextModelTransformer> estimator, QuantizationScheme scheme, QuantizationScheme? embeddings = null) =>
        Quantize(estimator, new QuantizationEstimator.Options { Scheme = scheme, EmbeddingScheme = embeddings });

    /// <summary>Quantises the model of an estimator.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static QuantizationEstimator Quantize(this IEstimator<TextModelTransformer> estimator, QuantizationEstimator.Options options) =>
        new(ForeignStage.Of(estimator), options);

    /// <summary>Quantises a fitted model, which stays as it is. Needs no data.</summary>
    /// <param name="model">The model.</param>
    /// <param name="scheme">The number format of the layers' weights.</param>
    /// <param name="embeddings">The number format of the embeddings; null for that of the layers' weights.</param>
    public static QuantizationTransformer Quantize(this TextModelTransformer model, QuantizationScheme scheme, QuantizationScheme? embeddings = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(scheme);
        var start = Stopwatch.GetTimestamp();
        using var rounded = RoundedModel.Of(
            CompressedModelDecoder.Decode(model.Model), scheme.Weights, (embeddings ?? scheme).Weights, new TrainingEnvironment(model.Seed));
        var encoded = CompressedModelEncoder.Encode(rounded.Model, ValueFormat.Float32);
        var stage = new StageReport("quantise", Stopwatch.GetElapsedTime(start), TokensPerSecond: 0, Result: null);
        return new QuantizationTransformer(new FittedParts(model.Host, model.Seed, model.Outcome, encoded, [.. model.Stages, stage]));
    }
}
