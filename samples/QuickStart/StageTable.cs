using System.Globalization;
using MLNet.Compression;
using Spectre.Console;

namespace QuickStart;

/// <summary>What became of accuracy, size and speed, stage by stage.</summary>
internal static class StageTable
{
    private static readonly Dictionary<string, string> _models = new()
    {
        ["fine-tune"] = "teacher",
        ["distil"] = "student",
        ["prune"] = "pruned",
        ["quantise"] = "quantised",
    };

    public static void Print(CompressionReport report)
    {
        var table = new Table().AddColumns("model", "accuracy", "loyalty", "bytes on disk", "p50 latency", "training");
        if (report.Baseline is { } linear)
        {
            table.AddRow($"bag of words, {linear.Trainer}", Format(linear.Quality.Accuracy, "P1"), Format(null, ""), Format(linear.Bytes, "N0"), Format(null, ""), Format(linear.Elapsed.TotalSeconds, "F1") + " s");
        }

        foreach (var stage in report.Stages)
        {
            if (stage.Result is { } result)
            {
                table.AddRow(
                    _models.GetValueOrDefault(stage.Stage, stage.Stage),
                    Format(result.Quality.Accuracy, "P1"),
                    Format(result.Quality.LabelLoyalty, "P1"),
                    Format(result.Bytes, "N0"),
                    Format(result.Latency.Milliseconds, "F3") + " ms",
                    Format(stage.Elapsed.TotalSeconds, "F1") + " s");
            }
        }

        AnsiConsole.Write(table);
    }

    private static string Format(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
