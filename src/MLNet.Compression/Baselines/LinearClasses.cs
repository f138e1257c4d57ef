using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNet.Compression.Baselines;

/// <summary>One of some classes.</summary>
internal sealed class LinearClasses : LinearTask
{
    /// <summary>Beyond, L-BFGS takes minutes, and has not been the best.</summary>
    private const int MostClassesOfLbfgs = 10;

    /// <summary>Beyond, SDCA takes half a minute, and is not tried before: it has been the best wherever there were many classes.</summary>
    private const int MostClassesOfChoice = 50;

    private const int LbfgsIterations = 50;

    public override string PredictedColumn => "PredictedLabel";

    protected override IReadOnlyList<LinearTrainer> TrainersFor(IReadOnlyList<BaselineRow> rows)
    {
        var classes = rows.DistinctBy(row => row.Label).Count();
        LinearTrainer sdca = new("SDCA", ml => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1 }));
        LinearTrainer bayes = new("naive Bayes", ml => ml.MulticlassClassification.Trainers.NaiveBayes());
        LinearTrainer lbfgs = new("L-BFGS", ml => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
            new LbfgsMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1, MaximumNumberOfIterations = LbfgsIterations }));
        return classes > MostClassesOfChoice ? [sdca] : classes > MostClassesOfLbfgs ? [sdca, bayes] : [sdca, bayes, lbfgs];
    }

    protected override EstimatorChain<ITransformer> Begin(MLContext ml) =>
        new EstimatorChain<ITransformer>().Append<ITransformer>(ml.Transforms.Conversion.MapValueToKey(nameof(BaselineRow.Label)));

    protected override EstimatorChain<ITransformer> End(MLContext ml, EstimatorChain<ITransformer> chain) =>
        chain.Append<ITransformer>(ml.Transforms.Conversion.MapKeyToValue(PredictedColumn));

    protected override double Judge(IDataView predicted, IReadOnlyList<BaselineRow> rows) =>
        predicted.GetColumn<string>(PredictedColumn).Zip(rows, (label, row) => label == row.Label ? 1.0 : 0).Average();
}
