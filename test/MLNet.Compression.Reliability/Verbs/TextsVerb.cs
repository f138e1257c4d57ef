using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;

namespace MLNet.Compression.Reliability.Verbs;

/// <summary>What texts that hurt cost.</summary>
internal static class TextsVerb
{
    private const int Repeats = 5;

    public static Command Create()
    {
        var command = new Command("texts", "Milliseconds to score each text that hurts, the best of five.");
        command.SetAction(_ => Run());
        return command;
    }

    private static void Run()
    {
        using var model = TrainedModel.Fit(new MLContext(seed: 1));
        foreach (var hurtful in HurtfulTexts.All)
        {
            var text = hurtful.Create();
            var best = Enumerable.Range(0, Repeats).Min(_ => Measure(model, text));
            Console.WriteLine($"{hurtful.Name,-42} {text.Length,11:N0} characters {best.TotalMilliseconds,10:F2} ms {best.TotalNanoseconds / Math.Max(1, text.Length),9:F2} ns a character");
        }
    }

    private static TimeSpan Measure(TextModelTransformer model, string text)
    {
        var start = Stopwatch.GetTimestamp();
        _ = model.Score(text);
        return Stopwatch.GetElapsedTime(start);
    }
}
