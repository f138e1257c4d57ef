using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>Linear classifiers.</summary>
/// <param name="pairs">Whether a row has two texts.</param>
internal sealed class LinearClasses(bool pairs) : LinearModels
{
    protected override IEnumerable<IEstimator<ITransformer>> Pipelines(MLContext ml)
    {
        var trainers = ml.MulticlassClassification.Trainers;
        IEstimator<ITransformer>[] all = [trainers.SdcaMaximumEntropy(), trainers.LbfgsMaximumEntropy(), trainers.NaiveBayes()];
        return all.Select(trainer => ml.Transforms.Conversion.MapValueToKey(nameof(LabeledPair.Label))
            .Append(Features(ml, nameof(LabeledPair.Text), pairs ? nameof(LabeledPair.Pair) : null))
            .AppendCacheCheckpoint(ml)
            .Append(trainer));
    }

    protected override IEstimator<ITransformer> Finish(MLContext ml, IEstimator<ITransformer> pipeline) => pipeline.Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    protected override double Quality(MLContext ml, IDataView scored) => ml.MulticlassClassification.Evaluate(scored).MicroAccuracy;
}
