using System.Globalization;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>The runs of a task, averaged over their seeds, smallest first; those that no smaller one beats are marked.</summary>
internal static class FrontTable
{
    public static Table Of(FrontTask task, int rows, IReadOnlyList<FrontResult> results)
    {
        var table = new Table().Title(rows == 0 ? task.Name : FormattableString.Invariant($"{task.Name}, {rows:N0} rows")).MarkdownBorder();
        table.AddColumns("", "classifier", "kB", "accuracy", "texts/s", "training s", "seeds");
        var best = double.NegativeInfinity;
        foreach (var runs in results.Where(result => result.Task == task.Name && result.Rows == rows).GroupBy(result => result.Line).OrderBy(runs => runs.Average(run => run.Bytes)))
        {
            var accuracy = runs.Average(run => run.Accuracy);
            table.AddRow(
                accuracy > best ? "*" : "",
                string.Join(": ", new[] { runs.Key, string.Join(", ", runs.Select(run => run.Note).Distinct()) }.Where(part => part.Length > 0)),
                Text(runs.Average(run => run.Bytes) / 1000, "N0"),
                Text(accuracy, "F4") + (runs.Count() > 1 ? $" ({Text(runs.Min(run => run.Accuracy), "F4")} to {Text(runs.Max(run => run.Accuracy), "F4")})" : ""),
                Text(runs.Average(run => run.TextsPerSecond), "N0"),
                Text(runs.Average(run => run.Seconds), "N0"),
                string.Join(", ", runs.Select(run => run.Seed)));
            best = Math.Max(best, accuracy);
        }

        return table;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
