using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>What ML.NET has for texts: word and character n-grams (FeaturizeText), and the best of its linear trainers on rows held out of the training set, trained again on all.</summary>
internal static class LinearLines
{
    private const double HeldOut = 0.1;

    private static readonly (string Name, Func<MLContext, IEstimator<ITransformer>> Make)[] _trainers =
    [
        ("SDCA", ml => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy()),
        ("L-BFGS", ml => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()),
        ("naive Bayes", ml => ml.MulticlassClassification.Trainers.NaiveBayes()),
    ];

    public static IReadOnlyList<FrontLine> All { get; } = [new("linear", "n-grams, best linear trainer", Train)];

    private static (ITransformer, string) Train(FrontSitting sitting)
    {
        var ml = sitting.Context;
        var split = ml.Data.TrainTestSplit(sitting.View, HeldOut, seed: 1);
        var best = _trainers.MaxBy(trainer =>
        {
            sitting.Stop.ThrowIfCancellationRequested();
            return ml.MulticlassClassification.Evaluate(Pipeline(ml, trainer.Make).Fit(split.TrainSet).Transform(split.TestSet)).MicroAccuracy;
        });
        return (Pipeline(ml, best.Make).Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(sitting.View), best.Name);
    }

    private static EstimatorChain<ITransformer> Pipeline(MLContext ml, Func<MLContext, IEstimator<ITransformer>> trainer) => ml.Transforms.Conversion.MapValueToKey(nameof(LabeledPair.Label))
        .Append(ml.Transforms.Text.FeaturizeText("Features", nameof(LabeledPair.Text)))
        .AppendCacheCheckpoint(ml)
        .Append(trainer(ml));
}
