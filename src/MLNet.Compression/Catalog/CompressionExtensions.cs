using Microsoft.ML;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

/// <summary>Compression of what another estimator trains, alone or in a chain, and of fitted models.</summary>
public static partial class CompressionExtensions
{
    /// <summary>Quantises the model of an estimator, after its training.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="scheme">The number format of the layers' weights; null for <see cref="QuantizationScheme.Int8"/>.</param>
    /// <param name="embeddings">The number format of the embeddings; null for that of the layers' weights.</param>
    public static QuantizationEstimator Quantize(
        this IEstimator<TextModelTransformer> estimator, QuantizationScheme? scheme = null, QuantizationScheme? embeddings = null) =>
        Quantize(estimator, RoundingOptions(scheme, embeddings));

    /// <summary>Quantises the model of an estimator part by part, after its training.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="plan">The number format of each part.</param>
    /// <exception cref="ArgumentException">A part can't have its format.</exception>
    public static QuantizationEstimator Quantize(this IEstimator<TextModelTransformer> estimator, QuantizationPlan plan) =>
        Quantize(estimator, RoundingOptions(plan));

    /// <summary>Quantises the model of an estimator.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static QuantizationEstimator Quantize(this IEstimator<TextModelTransformer> estimator, QuantizationEstimator.Options options) =>
        new(ForeignStage.Of(estimator), options);

    /// <summary>Cuts the vocabulary of an estimator's model to the pieces that the training texts use most, after its training.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="pieces">Pieces to keep; those that the training texts do not use follow in the vocabulary's own order.</param>
    /// <exception cref="ArgumentException">The number is not positive.</exception>
    public static VocabularyReductionEstimator ReduceVocabulary(this IEstimator<TextModelTransformer> estimator, int pieces) =>
        ReduceVocabulary(estimator, ReductionOptions(pieces));

    /// <summary>Cuts the vocabulary of an estimator's model to the pieces that texts use, after its training.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="options">Which pieces are kept.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static VocabularyReductionEstimator ReduceVocabulary(this IEstimator<TextModelTransformer> estimator, VocabularyReductionEstimator.Options options) =>
        new(ForeignStage.Of(estimator), options);

    private static VocabularyReductionEstimator.Options ReductionOptions(int pieces) => new() { Pieces = pieces };

    private static QuantizationEstimator.Options RoundingOptions(QuantizationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new() { Plan = plan };
    }

    private static QuantizationEstimator.Options RoundingOptions(QuantizationScheme? scheme, QuantizationScheme? embeddings) =>
        new() { Scheme = scheme ?? QuantizationScheme.Int8, EmbeddingScheme = embeddings };
}
