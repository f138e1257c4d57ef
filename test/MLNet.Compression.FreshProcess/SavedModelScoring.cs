using System.Globalization;
using Microsoft.ML;

namespace MLNet.Compression.FreshProcess;

/// <summary>Loads a saved model in one of the ways that ML.NET has, and prints what it predicts. Nothing of the library is called before.</summary>
internal static class SavedModelScoring
{
    private static readonly Dictionary<string, Func<MLContext, string, IEnumerable<string>, IEnumerable<PredictedRow>>> _ways = new()
    {
        ["engine"] = Predict,
        ["registered"] = (ml, file, texts) =>
        {
            MLNetCompression.Register(ml);
            return Predict(ml, file, texts);
        },
        ["transform"] = (ml, file, texts) => Transform(ml, ml.Model.Load(file, out _), texts),
        ["stream"] = (ml, file, texts) =>
        {
            using var stream = File.OpenRead(file);
            return Transform(ml, ml.Model.Load(stream, out _), texts);
        },
        ["loader"] = (ml, file, texts) => Transform(ml, ml.Model.LoadWithDataLoader(file, out _), texts),
    };

    /// <param name="way">How to load and predict.</param>
    /// <param name="file">A model file.</param>
    /// <param name="texts">What to predict for.</param>
    public static void Run(string way, string file, IEnumerable<string> texts)
    {
        foreach (var prediction in _ways[way](new MLContext(), file, texts))
        {
            var scores = prediction.Score.Select(score => BitConverter.SingleToUInt32Bits(score).ToString("x8", CultureInfo.InvariantCulture));
            Console.WriteLine($"{prediction.PredictedLabel} {string.Join(' ', scores)}");
        }
    }

    private static IEnumerable<PredictedRow> Predict(MLContext ml, string file, IEnumerable<string> texts)
    {
        using var engine = ml.Model.CreatePredictionEngine<TextRow, PredictedRow>(ml.Model.Load(file, out _));
        return [.. texts.Select(text => engine.Predict(new TextRow { Sentence1 = text }))];
    }

    private static IEnumerable<PredictedRow> Transform(MLContext ml, ITransformer model, IEnumerable<string> texts) =>
        ml.Data.CreateEnumerable<PredictedRow>(model.Transform(ml.Data.LoadFromEnumerable(texts.Select(text => new TextRow { Sentence1 = text }))), reuseRowObject: false);
}
