using System.Globalization;
using Microsoft.ML;
using Spectre.Console;

namespace QuickStart;

/// <summary>Predicts for lines that the user types, until an empty one.</summary>
internal static class PredictionLoop
{
    public static void Run(MLContext ml, ITransformer model)
    {
        using var engine = ml.Model.CreatePredictionEngine<LabeledText, Prediction>(model);
        AnsiConsole.MarkupLine("Type a text and press Enter; an empty line ends.");
        while (Console.ReadLine() is { Length: > 0 } line)
        {
            var prediction = engine.Predict(new LabeledText { Text = line });
            AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  [green]{prediction.PredictedLabel}[/] ({prediction.Score.Max():P0})");
        }
    }
}
