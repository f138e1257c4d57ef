using System.Globalization;
using Microsoft.ML;
using MLNet.Compression;
using MLNet.Compression.FreshProcess;

// Arguments: a model file, then texts. With "--unregistered" first, the library is not made known to ML.NET.
var register = args[0] != "--unregistered";
string[] rest = register ? args : args[1..];
var ml = new MLContext();
if (register)
{
    MLNetCompression.Register(ml);
}

var model = ml.Model.Load(rest[0], out _);
using var engine = ml.Model.CreatePredictionEngine<TextRow, PredictedRow>(model);
foreach (var text in rest[1..])
{
    var prediction = engine.Predict(new TextRow { Sentence1 = text });
    var scores = prediction.Score.Select(score => BitConverter.SingleToUInt32Bits(score).ToString("x8", CultureInfo.InvariantCulture));
    Console.WriteLine($"{prediction.PredictedLabel} {string.Join(' ', scores)}");
}
