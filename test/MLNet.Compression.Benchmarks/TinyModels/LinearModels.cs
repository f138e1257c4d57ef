using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>Word and character n-grams (FeaturizeText), and the best of ML.NET's linear trainers on rows held out of the training set, trained again on all.</summary>
internal abstract class LinearModels
{
    private const double HeldOut = 0.1;

    /// <summary>Trains one.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="train">The rows.</param>
    /// <param name="stop">Ends the work between two trainers.</param>
    public ITransformer Fit(MLContext ml, IDataView train, CancellationToken stop)
    {
        var split = ml.Data.TrainTestSplit(train, HeldOut, seed: 1);
        var best = Pipelines(ml).MaxBy(pipeline =>
        {
            stop.ThrowIfCancellationRequested();
            return Quality(ml, pipeline.Fit(split.TrainSet).Transform(split.TestSet));
        })!;
        return Finish(ml, best).Fit(train);
    }

    protected abstract IEnumerable<IEstimator<ITransformer>> Pipelines(MLContext ml);

    /// <summary>With what a prediction needs behind the trainer.</summary>
    protected virtual IEstimator<ITransformer> Finish(MLContext ml, IEstimator<ITransformer> pipeline) => pipeline;

    protected abstract double Quality(MLContext ml, IDataView scored);

    /// <summary>The n-grams of one text, or of two side by side.</summary>
    protected static IEstimator<ITransformer> Features(MLContext ml, string text, string? pair) => pair is null
        ? ml.Transforms.Text.FeaturizeText("Features", text)
        : ml.Transforms.Text.FeaturizeText("First", text)
            .Append(ml.Transforms.Text.FeaturizeText("Second", pair))
            .Append(ml.Transforms.Concatenate("Features", "First", "Second"));
}
