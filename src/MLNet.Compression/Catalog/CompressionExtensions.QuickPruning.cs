using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Chains;
using MLNet.Compression.Stages;

namespace MLNet.Compression;

public static partial class CompressionExtensions
{
    /// <summary>Cuts heads and neurons out of an estimator's model, after its training and without more of it.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="share">The share of the layers' multiply-adds to remove, 0 to 1.</param>
    /// <exception cref="ArgumentException">The share is out of range.</exception>
    public static QuickPruningEstimator PruneQuickly(this IEstimator<TextModelTransformer> estimator, double share = 0.5) =>
        PruneQuickly(estimator, UsualQuickPruning(share));

    /// <summary>Cuts heads and neurons out of an estimator's model, after its training and without more of it.</summary>
    /// <param name="estimator">The estimator before.</param>
    /// <param name="options">How.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static QuickPruningEstimator PruneQuickly(this IEstimator<TextModelTransformer> estimator, QuickPruningEstimator.Options options) =>
        new(ForeignStage.Of(estimator), options);

    /// <summary>Cuts heads and neurons out of the text model of a chain, after its training and without more of it.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model.</param>
    /// <param name="share">The share of the layers' multiply-adds to remove, 0 to 1.</param>
    /// <returns>The chain in which that estimator is followed by pruning; all others stay.</returns>
    /// <exception cref="ArgumentException">The share is out of range, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> PruneQuickly(this IEstimator<ITransformer> chain, double share = 0.5) => PruneQuickly(chain, UsualQuickPruning(share));

    /// <summary>Cuts heads and neurons out of the text model of a chain, after its training and without more of it.</summary>
    /// <param name="chain">A chain in which one estimator trains a text model.</param>
    /// <param name="options">How.</param>
    /// <returns>The chain in which that estimator is followed by pruning; all others stay.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static EstimatorChain<ITransformer> PruneQuickly(this IEstimator<ITransformer> chain, QuickPruningEstimator.Options options) =>
        EstimatorChains.Replace(chain, estimator => estimator.PruneQuickly(options));

    /// <summary>Cuts heads and neurons out of the text model of a fitted or loaded chain, which stays as it is. Trains nothing.</summary>
    /// <param name="model">A text model, or a chain with one.</param>
    /// <param name="data">Rows as the chain was fitted on, to see what the heads and neurons do.</param>
    /// <param name="share">The share of the layers' multiply-adds to remove, 0 to 1.</param>
    /// <returns>The same chain with the pruned model in that place.</returns>
    /// <exception cref="ArgumentException">The share is out of range, or the chain has no text model or several.</exception>
    public static ITransformer PruneQuickly(this ITransformer model, IDataView data, double share = 0.5) => PruneQuickly(model, data, UsualQuickPruning(share));

    /// <summary>Cuts heads and neurons out of the text model of a fitted or loaded chain, which stays as it is. Trains nothing.</summary>
    /// <param name="model">A text model, or a chain with one.</param>
    /// <param name="data">Rows as the chain was fitted on, to see what the heads and neurons do.</param>
    /// <param name="options">How.</param>
    /// <returns>The same chain with the pruned model in that place.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or the chain has no text model or several.</exception>
    public static ITransformer PruneQuickly(this ITransformer model, IDataView data, QuickPruningEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(data);
        return TransformerChains.Replace(model, data, (text, rows) => new QuickPruningEstimator(new FittedStage(text), options).Fit(rows!));
    }

    private static QuickPruningEstimator.Options UsualQuickPruning(double share) => new() { Share = share };
}
