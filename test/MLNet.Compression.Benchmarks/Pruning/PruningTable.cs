using System.Globalization;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Pruning;

/// <summary>The runs of a plan, averaged over their seeds, beside the model as it was.</summary>
internal static class PruningTable
{
    public static Table Of(PruningPlan plan, IReadOnlyList<PruningResult> results)
    {
        var table = new Table().Title(plan.Name).MarkdownBorder();
        table.AddColumns("pruned", "accuracy", "of dense", "label loyalty", "kB", "ms", "training s", "seeds");
        PruningResult[] own = [.. results.Where(result => result.Plan == plan.Name)];
        var dense = own.Where(run => run.Setting == PruningPlan.Dense).Select(run => run.Accuracy).DefaultIfEmpty(double.NaN).Average();
        foreach (var runs in own.GroupBy(result => result.Setting))
        {
            var accuracy = runs.Average(run => run.Accuracy);
            table.AddRow(
                runs.Key,
                Text(accuracy, "F4") + (runs.Count() > 1 ? $" ({Text(runs.Min(run => run.Accuracy), "F4")} to {Text(runs.Max(run => run.Accuracy), "F4")})" : ""),
                Text(accuracy / dense, "P1"),
                Text(runs.Average(run => run.LabelLoyalty), "F4"),
                Text(runs.Average(run => run.Bytes) / 1000, "N0"),
                Text(runs.Average(run => run.Milliseconds), "F3"),
                Text(runs.Average(run => run.Seconds), "N0"),
                string.Join(", ", runs.Select(run => run.Seed)));
        }

        return table;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
