using Microsoft.ML.Data;

namespace Microsoft.ML;

public abstract partial class TrainCatalogBase
{
    /// <summary>For each fold fits on its training rows only, transforms its test rows and evaluates them.</summary>
    private protected IReadOnlyList<CrossValidationResult<TMetrics>> CrossValidateFolds<TMetrics>(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds,
        string samplingKeyColumnName,
        int? seed,
        Func<IDataView, TMetrics> evaluate)
        where TMetrics : class
    {
        ArgumentNullException.ThrowIfNull(estimator);
        var results = new List<CrossValidationResult<TMetrics>>();
        foreach (var split in DataSplit.CrossValidation(_environment, data, numberOfFolds, samplingKeyColumnName, seed))
        {
            var model = estimator.Fit(split.TrainSet);
            var scored = model.Transform(split.TestSet);
            results.Add(new CrossValidationResult<TMetrics>(model, evaluate(scored), scored, results.Count));
        }

        return results;
    }
}
