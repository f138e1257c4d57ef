using System.Diagnostics;
using Microsoft.ML;

namespace QuickStart;

/// <summary>What ML.NET reaches without a language model: words and letters of a text counted, and a linear classifier. A model that is not better is not worth its bytes.</summary>
/// <param name="Accuracy">The share of the rows predicted right.</param>
/// <param name="Bytes">Its saved file.</param>
/// <param name="Elapsed">The time that training took.</param>
internal sealed record BagOfWords(double Accuracy, long Bytes, TimeSpan Elapsed)
{
    public static BagOfWords Measure(MLContext ml, IDataView train, IDataView test)
    {
        var watch = Stopwatch.StartNew();
        var model = ml.Transforms.Conversion.MapValueToKey(nameof(LabeledText.Label))
            .Append(ml.Transforms.Text.FeaturizeText("Features", nameof(LabeledText.Text)))
            .AppendCacheCheckpoint(ml)
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
            .Fit(train);
        var elapsed = watch.Elapsed;
        using var file = new MemoryStream();
        ml.Model.Save(model, train.Schema, file);
        return new BagOfWords(ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy, file.Length, elapsed);
    }
}
