using Microsoft.ML;
using MLNet.Compression.Chains;
using MLNet.Compression.Quantization;
using MLNet.Compression.Stages;
using MLNet.Compression.Vocabularies;

namespace MLNet.Compression;

public static partial class CompressionExtensions
{
    /// <summary>The text model of a fitted or loaded chain: its report, its size, its scores of single texts.</summary>
    /// <param name="model">The chain, or a text model, which is given back.</param>
    /// <exception cref="ArgumentException">The chain has no text model or several.</exception>
    public static TextModelTransformer TextModel(this ITransformer model) => TransformerChains.TextModelOf(model);

    /// <summary>Quantises a fitted model, which stays as it is. Needs no data.</summary>
    /// <param name="model">The model.</param>
    /// <param name="scheme">The number format of the layers' weights; null for <see cref="QuantizationScheme.Int8"/>.</param>
    /// <param name="embeddings">The number format of the embeddings; null for that of the layers' weights.</param>
    /// <exception cref="ArgumentException">The scheme is for embeddings alone, or that of the embeddings does not fit their number or size.</exception>
    public static QuantizationTransformer Quantize(this TextModelTransformer model, QuantizationScheme? scheme = null, QuantizationScheme? embeddings = null) =>
        FittedQuantization.Of(model, RoundingOptions(scheme, embeddings));

    /// <summary>Quantises the text model of a fitted or loaded chain, which stays as it is. Needs no data.</summary>
    /// <param name="model">The chain.</param>
    /// <param name="scheme">The number format of the layers' weights; null for <see cref="QuantizationScheme.Int8"/>.</param>
    /// <param name="embeddings">The number format of the embeddings; null for that of the layers' weights.</param>
    /// <returns>A chain with the quantised model and the same other transformers.</returns>
    /// <exception cref="ArgumentException">The chain has no text model or several, the scheme is for embeddings alone, or that of the embeddings does not fit their number or size.</exception>
    public static ITransformer Quantize(this ITransformer model, QuantizationScheme? scheme = null, QuantizationScheme? embeddings = null) =>
        TransformerChains.Replace(model, data: null, (text, _) => text.Quantize(scheme, embeddings));

    /// <summary>Quantises a fitted model, which stays as it is, part by part. Needs no data.</summary>
    /// <param name="model">The model.</param>
    /// <param name="plan">The number format of each part.</param>
    /// <exception cref="ArgumentException">A part can't have its format.</exception>
    public static QuantizationTransformer Quantize(this TextModelTransformer model, QuantizationPlan plan) =>
        FittedQuantization.Of(model, RoundingOptions(plan));

    /// <summary>Quantises the text model of a fitted or loaded chain, which stays as it is, part by part. Needs no data.</summary>
    /// <param name="model">The chain.</param>
    /// <param name="plan">The number format of each part.</param>
    /// <returns>A chain with the quantised model and the same other transformers.</returns>
    /// <exception cref="ArgumentException">A part can't have its format, or the chain has no text model or several.</exception>
    public static ITransformer Quantize(this ITransformer model, QuantizationPlan plan) =>
        TransformerChains.Replace(model, data: null, (text, _) => text.Quantize(plan));

    /// <summary>Quantises the text model of a fitted or loaded chain, which stays as it is, with data to train or to measure on.</summary>
    /// <param name="model">The chain, or a text model.</param>
    /// <param name="data">Training data as the chain reads it.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>A chain with the quantised model and the same other transformers.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    /// <exception cref="InvalidOperationException">The data is empty, or has other classes than the model.</exception>
    public static ITransformer Quantize(this ITransformer model, IDataView data, QuantizationEstimator.Options? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return TransformerChains.Replace(model, data, (text, rows) => new QuantizationEstimator(new FittedStage(text), options ?? new()).Fit(rows!));
    }

    /// <summary>Cuts the vocabulary of a fitted or loaded chain's text model, which stays as it is, to the pieces that texts use most. Trains nothing; weights stay as they are stored.</summary>
    /// <param name="model">The chain, or a text model.</param>
    /// <param name="data">Texts like those that the model is for, as the chain reads them; the text model itself needs no labels.</param>
    /// <param name="pieces">Pieces to keep; those that the texts do not use follow in the vocabulary's own order.</param>
    /// <returns>A chain with the reduced model and the same other transformers.</returns>
    /// <exception cref="ArgumentException">There are fewer pieces than texts can be split into at all, or the chain has no text model or several.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A text column is missing or of another type.</exception>
    public static ITransformer ReduceVocabulary(this ITransformer model, IDataView data, int pieces) => ReduceVocabulary(model, data, ReductionOptions(pieces));

    /// <summary>Cuts the vocabulary of a fitted or loaded chain's text model, which stays as it is, to the pieces that texts use. Trains nothing; weights stay as they are stored.</summary>
    /// <param name="model">The chain, or a text model.</param>
    /// <param name="data">Texts like those that the model is for, as the chain reads them; the text model itself needs no labels.</param>
    /// <param name="options">Which pieces are kept.</param>
    /// <returns>A chain with the reduced model and the same other transformers.</returns>
    /// <exception cref="ArgumentException">An option is out of range, there are fewer pieces than texts can be split into at all, or the chain has no text model or several.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A text column is missing or of another type.</exception>
    public static ITransformer ReduceVocabulary(this ITransformer model, IDataView data, VocabularyReductionEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return TransformerChains.Replace(model, data, (text, rows) => FittedReduction.Of(text, rows!, options));
    }

    /// <summary>Cuts the vocabulary of a model of running text, which stays as it is, to the pieces that texts use: before a student learns from it, or a task starts from it. Trains nothing.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Texts like those that it is for, in the column that it reads.</param>
    /// <param name="options">Which pieces are kept.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there are fewer pieces than texts can be split into at all.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    public static PretrainedTextTransformer ReduceVocabulary(this PretrainedTextTransformer model, IDataView data, VocabularyReductionEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return FittedReduction.Of(model, data, options);
    }

    /// <summary>Cuts the vocabulary of a model of running text, which stays as it is, to the pieces that texts use most. Trains nothing.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Texts like those that it is for, in the column that it reads.</param>
    /// <param name="pieces">Pieces to keep; those that the texts do not use follow in the vocabulary's own order.</param>
    /// <exception cref="ArgumentException">There are fewer pieces than texts can be split into at all.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The text column is missing or of another type.</exception>
    public static PretrainedTextTransformer ReduceVocabulary(this PretrainedTextTransformer model, IDataView data, int pieces) =>
        ReduceVocabulary(model, data, ReductionOptions(pieces));
}
