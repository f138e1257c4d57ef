using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Chains;

namespace MLNet.Compression;

public static partial class CompressionExtensions
{
    /// <summary>Quantises the text model of a chain, after its training.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model.</param>
    /// <param name="scheme">The number format of the layers' weights; null for <see cref="QuantizationScheme.Int8"/>.</param>
    /// <param name="embeddings">The number format of the embeddings; null for that of the layers' weights.</param>
    /// <returns>The chain in which that estimator is followed by quantisation; all others stay.</returns>
    /// <exception cref="ArgumentException">The chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> Quantize(
        this IEstimator<ITransformer> chain, QuantizationScheme? scheme = null, QuantizationScheme? embeddings = null) =>
        Quantize(chain, RoundingOptions(scheme, embeddings));

    /// <summary>Quantises the text model of a chain part by part, after its training.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model.</param>
    /// <param name="plan">The number format of each part.</param>
    /// <returns>The chain in which that estimator is followed by quantisation; all others stay.</returns>
    /// <exception cref="ArgumentException">A part can't have its format, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> Quantize(this IEstimator<ITransformer> chain, QuantizationPlan plan) =>
        Quantize(chain, RoundingOptions(plan));

    /// <summary>Quantises the text model of a chain.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model.</param>
    /// <param name="options">How.</param>
    /// <returns>The chain in which that estimator is followed by quantisation; all others stay.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> Quantize(this IEstimator<ITransformer> chain, QuantizationEstimator.Options options) =>
        EstimatorChains.Replace(chain, estimator => estimator.Quantize(options));

    /// <summary>Cuts the vocabulary of a chain's text model to the pieces that the training texts use most, after its training.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model.</param>
    /// <param name="pieces">Pieces to keep; those that the training texts do not use follow in the vocabulary's own order.</param>
    /// <returns>The chain in which that estimator is followed by the reduction; all others stay.</returns>
    /// <exception cref="ArgumentException">The number is not positive, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> ReduceVocabulary(this IEstimator<ITransformer> chain, int pieces) =>
        ReduceVocabulary(chain, ReductionOptions(pieces));

    /// <summary>Cuts the vocabulary of a chain's text model to the pieces that texts use, after its training.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model.</param>
    /// <param name="options">Which pieces are kept.</param>
    /// <returns>The chain in which that estimator is followed by the reduction; all others stay.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> ReduceVocabulary(this IEstimator<ITransformer> chain, VocabularyReductionEstimator.Options options) =>
        EstimatorChains.Replace(chain, estimator => estimator.ReduceVocabulary(options));
}
