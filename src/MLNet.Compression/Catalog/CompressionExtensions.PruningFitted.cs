using Microsoft.ML;
using MLNet.Compression.Chains;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

public static partial class CompressionExtensions
{
    /// <summary>Removes parts of the text model of a fitted or loaded chain, which stays as it is and guides the pruned one.</summary>
    /// <param name="model">A text model, or a chain with one.</param>
    /// <param name="data">Rows as the chain was fitted on, to train on.</param>
    /// <param name="options">What is removed, and how.</param>
    /// <returns>The same chain with the pruned model in that place.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static ITransformer Prune(this ITransformer model, IDataView data, PruningEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(data);
        return TransformerChains.Replace(model, data, (text, rows) => new PruningEstimator(new FittedStage(text), options).Fit(rows!));
    }

    /// <summary>Removes blocks of the layers' matrices, which scoring skips, from the text model of a fitted or loaded chain, which stays as it is and guides the pruned one.</summary>
    /// <param name="model">A text model, or a chain with one.</param>
    /// <param name="data">Rows as the chain was fitted on, to train on.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="block">The block; null for 16 outputs x 4 inputs.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <returns>The same chain with the pruned model in that place.</returns>
    /// <exception cref="ArgumentException">The sparsity is out of range, or the chain has no text model or several.</exception>
    public static ITransformer PruneBlocks(this ITransformer model, IDataView data, double sparsity = 0.75, BlockShape? block = null, int? maxEpochs = null) =>
        Prune(model, data, UsualPruning(PruningUnit.Blocks(block ?? BlockShape.Kernel), sparsity, maxEpochs));

    /// <summary>Removes single weights of the layers' matrices, which saves bytes alone, from the text model of a fitted or loaded chain, which stays as it is and guides the pruned one.</summary>
    /// <param name="model">A text model, or a chain with one.</param>
    /// <param name="data">Rows as the chain was fitted on, to train on.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <returns>The same chain with the pruned model in that place.</returns>
    /// <exception cref="ArgumentException">The sparsity is out of range, or the chain has no text model or several.</exception>
    public static ITransformer PruneWeights(this ITransformer model, IDataView data, double sparsity = 0.5, int? maxEpochs = null) =>
        Prune(model, data, UsualPruning(PruningUnit.Weights, sparsity, maxEpochs));

    /// <summary>Removes neurons of the feed-forward networks, which are cut out, from the text model of a fitted or loaded chain, which stays as it is and guides the pruned one.</summary>
    /// <param name="model">A text model, or a chain with one.</param>
    /// <param name="data">Rows as the chain was fitted on, to train on.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <returns>The same chain with the pruned model in that place.</returns>
    /// <exception cref="ArgumentException">The sparsity is out of range, or the chain has no text model or several.</exception>
    public static ITransformer PruneNeurons(this ITransformer model, IDataView data, double sparsity = 0.5, int? maxEpochs = null) =>
        Prune(model, data, UsualPruning(PruningUnit.Neurons, sparsity, maxEpochs));

    /// <summary>Removes attention heads, which are cut out, from the text model of a fitted or loaded chain, which stays as it is and guides the pruned one.</summary>
    /// <param name="model">A text model, or a chain with one.</param>
    /// <param name="data">Rows as the chain was fitted on, to train on.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <returns>The same chain with the pruned model in that place.</returns>
    /// <exception cref="ArgumentException">The sparsity is out of range, or the chain has no text model or several.</exception>
    public static ITransformer PruneHeads(this ITransformer model, IDataView data, double sparsity = 0.5, int? maxEpochs = null) =>
        Prune(model, data, UsualPruning(PruningUnit.Heads, sparsity, maxEpochs));

    /// <summary>Removes whole layers, which are cut out, from the text model of a fitted or loaded chain, which stays as it is and guides the pruned one.</summary>
    /// <param name="model">A text model, or a chain with one.</param>
    /// <param name="data">Rows as the chain was fitted on, to train on.</param>
    /// <param name="sparsity">The share of them to remove, 0 to 1.</param>
    /// <param name="maxEpochs">Passes over the data; null for as many as the data needs.</param>
    /// <returns>The same chain with the pruned model in that place.</returns>
    /// <exception cref="ArgumentException">The sparsity is out of range, or the chain has no text model or several.</exception>
    public static ITransformer PruneLayers(this ITransformer model, IDataView data, double sparsity = 0.34, int? maxEpochs = null) =>
        Prune(model, data, UsualPruning(PruningUnit.Layers, sparsity, maxEpochs));
}
