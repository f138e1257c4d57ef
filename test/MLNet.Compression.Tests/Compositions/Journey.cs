using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Compositions;

/// <summary>What a user does with a pipeline: fit it, save it, load it in another program, predict with it.</summary>
internal static class Journey
{
    public const int Rows = 240;

    /// <summary>Fits a pipeline of messages and takes its model along.</summary>
    /// <returns>The loaded model.</returns>
    public static ITransformer Of(MLContext ml, IEstimator<ITransformer> pipeline, double leastAccuracy = 0.85)
    {
        var train = Messages.Load(ml, Rows);
        return Of(ml, pipeline.Fit(train), train.Schema, leastAccuracy);
    }

    /// <summary>Saves a fitted model, loads it in a context of its own, and predicts the names of classes with it.</summary>
    /// <returns>The loaded model.</returns>
    public static ITransformer Of(MLContext ml, ITransformer model, DataViewSchema schema, double leastAccuracy = 0.85)
    {
        var other = new MLContext();
        MLNetCompression.Register(other);
        var loaded = SavedModel.Load(other, SavedModel.Save(ml, model, schema));
        var test = Messages.Create(60, seed: 8);
        var engine = other.Model.CreatePredictionEngine<Message, Prediction>(loaded, new PredictionEngineOptions { OwnsTransformer = false });
        var predictions = test.Select(message => engine.Predict(message).PredictedLabel).ToList();

        Assert.That(predictions, Is.EqualTo(Predict(ml, model, test)), "the loaded model predicts as the fitted one");
        Assert.That(predictions.Zip(test).Average(pair => pair.First == pair.Second.Label ? 1.0 : 0), Is.GreaterThan(leastAccuracy));
        return loaded;
    }

    private static IEnumerable<string> Predict(MLContext ml, ITransformer model, IReadOnlyList<Message> rows) =>
        ml.Data.CreateEnumerable<Prediction>(model.Transform(ml.Data.LoadFromEnumerable(rows)), reuseRowObject: false).Select(row => row.PredictedLabel);
}
