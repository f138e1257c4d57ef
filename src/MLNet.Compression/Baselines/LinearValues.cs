using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNet.Compression.Baselines;

/// <summary>A number.</summary>
internal sealed class LinearValues : LinearTask
{
    public override string PredictedColumn => "Score";

    protected override IReadOnlyList<LinearTrainer> TrainersFor(IReadOnlyList<BaselineRow> rows) =>
    [
        new("SDCA", ml => ml.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options { LabelColumnName = nameof(BaselineRow.Value), NumberOfThreads = 1 })),
        new("online gradient descent", ml => ml.Regression.Trainers.OnlineGradientDescent(labelColumnName: nameof(BaselineRow.Value))),
    ];

    protected override EstimatorChain<ITransformer> Begin(MLContext ml) => new();

    protected override EstimatorChain<ITransformer> End(MLContext ml, EstimatorChain<ITransformer> chain) => chain;

    protected override double Judge(IDataView predicted, IReadOnlyList<BaselineRow> rows) =>
        -predicted.GetColumn<float>(PredictedColumn).Zip(rows, (value, row) => Math.Pow(value - row.Value, 2)).Average();
}
