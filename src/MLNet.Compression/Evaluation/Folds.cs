using Microsoft.ML;

namespace MLNet.Compression.Evaluation;

/// <summary>Cross-validation by measures of our own.</summary>
internal static class Folds
{
    /// <summary>Fits an estimator on all folds but one and scores that one, for each fold.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="estimator">The estimator, or a chain.</param>
    /// <param name="count">Number of folds.</param>
    /// <param name="samplingKey">Rows with the same value in this column are in the same fold; null for none.</param>
    /// <param name="seed">The seed of the split; null for a random one.</param>
    /// <param name="measure">Makes the result of a fold of its number, the model, and the scored rows.</param>
    public static IReadOnlyList<TFold> Run<TFold>(
        IDataView data, IEstimator<ITransformer> estimator, int count, string? samplingKey, int? seed, Func<int, ITransformer, IDataView, TFold> measure)
    {
        var splits = new MLContext(seed).Data.CrossValidationSplit(data, count, samplingKey, seed);
        return [.. splits.Select((split, fold) =>
        {
            var model = estimator.Fit(split.TrainSet);
            return measure(fold, model, model.Transform(split.TestSet));
        })];
    }
}
