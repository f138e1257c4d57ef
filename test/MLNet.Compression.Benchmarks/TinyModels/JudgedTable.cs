using System.Globalization;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>The scores of all models, a row for each task and number of rows, averaged over seeds.</summary>
internal static class JudgedTable
{
    public static Table Of(IReadOnlyList<JudgedResult> results)
    {
        string[] models = [.. JudgedModel.All.Select(model => model.Name)];
        var table = new Table().MarkdownBorder();
        table.AddColumns(["task", "measure", "rows", .. models, "tiny / large"]);
        foreach (var runs in results.GroupBy(result => (result.Task, result.Rows)))
        {
            var scores = models.ToDictionary(model => model, model => runs.Where(run => run.Model == model).Select(run => (double?)run.Score).Average());
            table.AddRow(
            [
                runs.Key.Task, runs.First().Metric, runs.Key.Rows == 0 ? "all" : runs.Key.Rows.ToString("N0", CultureInfo.InvariantCulture),
                .. scores.Values.Select(Text), Text(scores[JudgedModel.Tiny] / scores[JudgedModel.Large]),
            ]);
        }

        return table;
    }

    private static string Text(double? score) => score?.ToString("F3", CultureInfo.InvariantCulture) ?? "";
}
