using Microsoft.ML;
using MLNet.Compression.TextEmbedding;
using Catalog = Microsoft.ML.TransformsCatalog.TextTransforms;

namespace MLNet.Compression;

/// <summary>Models that turn texts into vectors, on <c>mlContext.Transforms.Text</c>.</summary>
public static partial class EmbeddingCatalogExtensions
{
    /// <summary>Turns texts into vectors with a pretrained model.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="checkpoint">A Hugging Face folder of a BERT, RoBERTa, ALBERT or DistilBERT model with its tokenizer, one of sentence-transformers or of Model2Vec, or the file of a model of this library.</param>
    /// <param name="inputColumnName">The column of texts.</param>
    /// <param name="outputColumnName">The column of vectors.</param>
    /// <param name="pooling">What is read of a text; null for what the folder says, else the mean.</param>
    /// <param name="normalize">Whether vectors are divided by their length; null for what the folder says, else no.</param>
    /// <exception cref="ArgumentException">An argument is out of range.</exception>
    public static TextEmbeddingEstimator TextEmbedding(
        this Catalog catalog, string checkpoint, string inputColumnName = "Text", string outputColumnName = "Embedding", EmbeddingPooling? pooling = null, bool? normalize = null) =>
        TextEmbedding(
            catalog,
            checkpoint,
            new TextEmbeddingEstimator.Options { InputColumnName = inputColumnName, OutputColumnName = outputColumnName, Pooling = pooling, Normalize = normalize });

    /// <summary>Turns texts into vectors with a pretrained model.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="checkpoint">A Hugging Face folder of a BERT, RoBERTa, ALBERT or DistilBERT model with its tokenizer, one of sentence-transformers or of Model2Vec, or the file of a model of this library.</param>
    /// <param name="options">Columns, pooling and so on.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static TextEmbeddingEstimator TextEmbedding(this Catalog catalog, string checkpoint, TextEmbeddingEstimator.Options options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(checkpoint);
        return new TextEmbeddingEstimator(CatalogEnvironment.Of(catalog), given => EmbeddingSource.OfFolder(checkpoint, given), options);
    }

    /// <summary>Turns texts into vectors with a compressed model, whose weights stay as they are stored.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model. Of one that is for something else the encoder is used.</param>
    /// <param name="options">Columns, and what is to differ from the model; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static TextEmbeddingEstimator TextEmbedding(this Catalog catalog, CompressedModel model, TextEmbeddingEstimator.Options? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new TextEmbeddingEstimator(CatalogEnvironment.Of(catalog), given => EmbeddingSource.OfModel(model, given), options ?? new());
    }

    /// <summary>Turns texts into vectors with a fitted model, which stays as it is.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A <see cref="PretrainedTextTransformer"/>, a <see cref="TextModelTransformer"/>, or a chain with one. Of one that is for something else the encoder is used.</param>
    /// <param name="options">Columns, and what is to differ from the model; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or there is no text model, or several.</exception>
    public static TextEmbeddingEstimator TextEmbedding(this Catalog catalog, ITransformer model, TextEmbeddingEstimator.Options? options = null) =>
        TextEmbedding(catalog, FittedModel.Of(model, nameof(model)).Model, options);
}
