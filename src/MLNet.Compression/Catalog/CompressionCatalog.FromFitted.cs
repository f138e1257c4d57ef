using Microsoft.ML;
using Trainers = Microsoft.ML.MulticlassClassificationCatalog.MulticlassClassificationTrainers;

namespace MLNet.Compression;

public static partial class CompressionCatalog
{
    /// <summary>Prunes a fitted model, which stays as it is and guides the pruned one.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model, or a fitted or loaded chain with one. Its labels have to be those of the training data.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static PruningEstimator Prune(this Trainers catalog, ITransformer model, PruningEstimator.Options? options = null) =>
        Stages(catalog).Prune(model, options);

    /// <summary>Cuts heads and neurons out of a fitted model, which stays as it is. Trains nothing.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model, or a fitted or loaded chain with one. Its labels have to be those of the training data.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static QuickPruningEstimator PruneQuickly(this Trainers catalog, ITransformer model, QuickPruningEstimator.Options? options = null) =>
        Stages(catalog).PruneQuickly(model, options);

    /// <summary>Quantises a fitted model, which stays as it is. Without further training, <see cref="CompressionExtensions.Quantize(TextModelTransformer, QuantizationScheme?, QuantizationScheme?)"/> does the same without data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model, or a fitted or loaded chain with one. Its labels have to be those of the training data.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static QuantizationEstimator Quantize(this Trainers catalog, ITransformer model, QuantizationEstimator.Options? options = null) =>
        Stages(catalog).Quantize(model, options);

    /// <summary>Compresses a fitted model by a recipe. It stays as it is, and teaches the smaller one.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model, or a fitted or loaded chain with one. Its labels have to be those of the training data.</param>
    /// <param name="options">The recipe, and what all its stages share; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static RecipeEstimator Compress(this Trainers catalog, ITransformer model, RecipeEstimator.Options? options = null) =>
        Stages(catalog).Compress(model, options);
}
