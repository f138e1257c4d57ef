using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Chains;

namespace MLNet.Compression;

public static partial class CompressionExtensions
{
    /// <summary>Removes parts of the text model of a chain while it goes on learning, with its teacher still guiding.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model.</param>
    /// <param name="options">What is removed, and how.</param>
    /// <returns>The chain in which that estimator is followed by pruning; all others stay.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> Prune(this IEstimator<ITransformer> chain, PruningEstimator.Options options) =>
        EstimatorChains.Replace(chain, estimator => estimator.Prune(options));

    /// <summary>Removes blocks of the layers' matrices, which scoring skips, from the text model of a chain, with its teacher still guiding.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="block">The block; null for 16 outputs x 4 inputs.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <returns>The chain in which that estimator is followed by pruning; all others stay.</returns>
    /// <exception cref="ArgumentException">The sparsity is out of range, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> PruneBlocks(this IEstimator<ITransformer> chain, double sparsity = 0.75, BlockShape? block = null, int? maxEpochs = null) =>
        Prune(chain, UsualPruning(PruningUnit.Blocks(block ?? BlockShape.Kernel), sparsity, maxEpochs));

    /// <summary>Removes single weights of the layers' matrices, which saves bytes alone, from the text model of a chain, with its teacher still guiding.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <returns>The chain in which that estimator is followed by pruning; all others stay.</returns>
    /// <exception cref="ArgumentException">The sparsity is out of range, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> PruneWeights(this IEstimator<ITransformer> chain, double sparsity = 0.5, int? maxEpochs = null) =>
        Prune(chain, UsualPruning(PruningUnit.Weights, sparsity, maxEpochs));

    /// <summary>Removes neurons of the feed-forward networks, which are cut out, from the text model of a chain, with its teacher still guiding.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <returns>The chain in which that estimator is followed by pruning; all others stay.</returns>
    /// <exception cref="ArgumentException">The sparsity is out of range, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> PruneNeurons(this IEstimator<ITransformer> chain, double sparsity = 0.5, int? maxEpochs = null) =>
        Prune(chain, UsualPruning(PruningUnit.Neurons, sparsity, maxEpochs));

    /// <summary>Removes attention heads, which are cut out, from the text model of a chain, with its teacher still guiding.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <returns>The chain in which that estimator is followed by pruning; all others stay.</returns>
    /// <exception cref="ArgumentException">The sparsity is out of range, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> PruneHeads(this IEstimator<ITransformer> chain, double sparsity = 0.5, int? maxEpochs = null) =>
        Prune(chain, UsualPruning(PruningUnit.Heads, sparsity, maxEpochs));

    /// <summary>Removes whole layers, which are cut out, from the text model of a chain, with its teacher still guiding.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <returns>The chain in which that estimator is followed by pruning; all others stay.</returns>
    /// <exception cref="ArgumentException">The sparsity is out of range, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> PruneLayers(this IEstimator<ITransformer> chain, double sparsity = 0.34, int? maxEpochs = null) =>
        Prune(chain, UsualPruning(PruningUnit.Layers, sparsity, maxEpochs));
}
