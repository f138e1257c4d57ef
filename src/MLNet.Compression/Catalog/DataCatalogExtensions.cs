using Microsoft.ML;
using MLNet.Compression.Augmentation;

namespace MLNet.Compression;

/// <summary>More training texts than there are: variants of texts, and new ones.</summary>
public static class DataCatalogExtensions
{
    /// <summary>Follows every row by variants in which words are replaced by others that fit their place (TinyBERT, Jiao et al. 2020).</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">The rows.</param>
    /// <param name="options">Where words come from, how many variants, and which columns.</param>
    /// <returns>
    /// A data view with the same columns, whose variants are made while it is read, anew by each cursor and always the same; all columns but the texts are
    /// copied. Put <c>ml.Data.Cache</c> behind where it is read several times.
    /// </returns>
    /// <remarks>
    /// The draws depend on the seed and on a row's id, not on threads or on which rows came before. A missing text has no variants. Several cursors
    /// at once give the same rows as one; they take turns with the masked-LM.
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of range, neither a masked-LM nor word vectors are named, a column is missing or of another type, or the model has no masked-LM head.</exception>
    /// <exception cref="IOException">A file or folder is missing.</exception>
    /// <exception cref="ModelFileException">A file is damaged.</exception>
    /// <exception cref="OperationCanceledException">The options' token, or later the MLContext, was cancelled.</exception>
    public static IDataView AugmentText(this DataOperationsCatalog catalog, IDataView data, TextAugmentationOptions options)
    {
        var environment = CatalogEnvironment.Of(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return MadeTexts.Augment(environment, data, options);
    }

    /// <summary>Makes new texts of a few, for a teacher to label, where there is no training data left: a masked-LM draws their tokens anew (Wang and Cho 2019).</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="seeds">Texts to begin with, or pairs; read at once, no other column.</param>
    /// <param name="options">The model, how many texts, and how they are drawn.</param>
    /// <returns>A data view of the text columns alone, whose texts are made while it is read, anew by each cursor and always the same; each is there once, and none is a seed.</returns>
    /// <exception cref="ArgumentException">An option is out of range, a column is missing or of another type, the model has no masked-LM head, or none of the seeds has a token.</exception>
    /// <exception cref="IOException">A file or folder is missing.</exception>
    /// <exception cref="ModelFileException">A file is damaged.</exception>
    /// <exception cref="OperationCanceledException">The options' token, or later the MLContext, was cancelled.</exception>
    public static IDataView SampleTexts(this DataOperationsCatalog catalog, IDataView seeds, TextSamplingOptions options)
    {
        var environment = CatalogEnvironment.Of(catalog);
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentNullException.ThrowIfNull(options);
        return MadeTexts.Sample(environment, seeds, options);
    }
}
