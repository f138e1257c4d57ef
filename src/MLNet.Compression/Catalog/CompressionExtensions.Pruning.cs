using Microsoft.ML;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

public static partial class CompressionExtensions
{
    /// <summary>Removes parts of an estimator's model while it goes on learning, with its teacher still guiding.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="options">What is removed, and how.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static PruningEstimator Prune(this IEstimator<TextModelTransformer> estimator, PruningEstimator.Options options) =>
        new(ForeignStage.Of(estimator), options);

    /// <summary>Removes blocks of the layers' matrices, which scoring skips, from an estimator's model, with its teacher still guiding.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="block">The block; null for 16 outputs x 4 inputs.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <exception cref="ArgumentException">The sparsity is out of range.</exception>
    public static PruningEstimator PruneBlocks(this IEstimator<TextModelTransformer> estimator, double sparsity = 0.75, BlockShape? block = null, int? maxEpochs = null) =>
        Prune(estimator, UsualPruning(PruningUnit.Blocks(block ?? BlockShape.Kernel), sparsity, maxEpochs));

    /// <summary>Removes single weights of the layers' matrices, which saves bytes alone, from an estimator's model, with its teacher still guiding.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <exception cref="ArgumentException">The sparsity is out of range.</exception>
    public static PruningEstimator PruneWeights(this IEstimator<TextModelTransformer> estimator, double sparsity = 0.5, int? maxEpochs = null) =>
        Prune(estimator, UsualPruning(PruningUnit.Weights, sparsity, maxEpochs));

    /// <summary>Removes neurons of the feed-forward networks, which are cut out, from an estimator's model, with its teacher still guiding.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <exception cref="ArgumentException">The sparsity is out of range.</exception>
    public static PruningEstimator PruneNeurons(this IEstimator<TextModelTransformer> estimator, double sparsity = 0.5, int? maxEpochs = null) =>
        Prune(estimator, UsualPruning(PruningUnit.Neurons, sparsity, maxEpochs));

    /// <summary>Removes attention heads, which are cut out, from an estimator's model, with its teacher still guiding.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <exception cref="ArgumentException">The sparsity is out of range.</exception>
    public static PruningEstimator PruneHeads(this IEstimator<TextModelTransformer> estimator, double sparsity = 0.5, int? maxEpochs = null) =>
        Prune(estimator, UsualPruning(PruningUnit.Heads, sparsity, maxEpochs));

    /// <summary>Removes whole layers, which are cut out, from an estimator's model, with its teacher still guiding.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <exception cref="ArgumentException">The sparsity is out of range.</exception>
    public static PruningEstimator PruneLayers(this IEstimator<TextModelTransformer> estimator, double sparsity = 0.34, int? maxEpochs = null) =>
        Prune(estimator, UsualPruning(PruningUnit.Layers, sparsity, maxEpochs));

    private static PruningEstimator.Options UsualPruning(PruningUnit unit, double sparsity, int? maxEpochs) =>
        new() { Unit = unit, Sparsity = sparsity, Epochs = maxEpochs };
}
