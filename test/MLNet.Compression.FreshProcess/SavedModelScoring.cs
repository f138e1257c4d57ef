using System.Globalization;
using Microsoft.ML;

namespace MLNet.Compression.FreshProcess;

/// <summary>Loads a saved model and prints what it predicts.</summary>
internal static class SavedModelScoring
{
    /// <param name="file">A model file.</param>
    /// <param name="texts">What to predict for.</param>
    /// <param name="register">Whether the library is made known to ML.NET.</param>
    public static void Run(string file, IEnumerable<string> texts, bool register)
    {
        var ml = new MLContext();
        if (register)
        {
            MLNetCompression.Register(ml);
        }

        var model = ml.Model.Load(file, out _);
        using var engine = ml.Model.CreatePredictionEngine<TextRow, PredictedRow>(model);
        foreach (var text in texts)
        {
            var prediction = engine.Predict(new TextRow { Sentence1 = text });
            var scores = prediction.Score.Select(score => BitConverter.SingleToUInt32Bits(score).ToString("x8", CultureInfo.InvariantCulture));
            Console.WriteLine($"{prediction.PredictedLabel} {string.Join(' ', scores)}");
        }
    }
}
