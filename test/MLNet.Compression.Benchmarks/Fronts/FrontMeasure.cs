using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Benchmarks.Rounds;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>What a user gets of a fitted pipeline.</summary>
internal static class FrontMeasure
{
    private const double SecondsOfTiming = 2;
    private const int TimedTexts = 500;

    /// <summary>The share of rows predicted right, by a prediction engine, and its texts a second.</summary>
    public static (double Accuracy, double TextsPerSecond) Predict(MLContext ml, ITransformer model, IReadOnlyList<LabeledPair> rows)
    {
        using var engine = ml.Model.CreatePredictionEngine<LabeledPair, FrontPrediction>(model);
        var right = rows.Count(row => engine.Predict(row).PredictedLabel == row.Label);
        LabeledPair[] timed = [.. rows.Take(TimedTexts)];
        var prediction = new FrontPrediction();
        var times = Turns.Repeat(SecondsOfTiming, () =>
        {
            foreach (var row in timed)
            {
                engine.Predict(row, ref prediction);
            }
        });
        return ((double)right / rows.Count, 1000 * timed.Length / TurnTimes.MedianOf(times));
    }

    /// <summary>Bytes of the saved pipeline.</summary>
    public static long BytesOf(MLContext ml, ITransformer model, IReadOnlyList<LabeledPair> rows)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, ml.Data.LoadFromEnumerable(rows.Take(1)).Schema, stream);
        return stream.Length;
    }
}
