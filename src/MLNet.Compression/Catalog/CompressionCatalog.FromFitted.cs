using MLNet.Compression.Stages;
using Trainers = Microsoft.ML.MulticlassClassificationCatalog.MulticlassClassificationTrainers;

namespace MLNet.Compression;

public static partial class CompressionCatalog
{
    /// <summary>Prunes a fitted model, which stays as it is and guides the pruned one.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model. Its labels have to be those of the training data.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static BlockPruningEstimator PruneBlocks(this Trainers catalog, TextModelTransformer model, BlockPruningEstimator.Options? options = null)
    {
        _ = CatalogEnvironment.Of(catalog);
        ArgumentNullException.ThrowIfNull(model);
        return new BlockPruningEstimator(new FittedStage(model), options ?? new BlockPruningEstimator.Options());
    }

    /// <summary>Quantises a fitted model, which stays as it is. Without further training, <see cref="CompressionExtensions.Quantize(TextModelTransformer, QuantizationScheme, QuantizationScheme?)"/> does the same without data.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">The model. Its labels have to be those of the training data.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static QuantizationEstimator Quantize(this Trainers catalog, TextModelTransformer model, QuantizationEstimator.Options? options = null)
    {
        _ = CatalogEnvironment.Of(catalog);
        ArgumentNullException.ThrowIfNull(model);
        return new QuantizationEstimator(new FittedStage(model), options ?? new QuantizationEstimator.Options());
    }
}
