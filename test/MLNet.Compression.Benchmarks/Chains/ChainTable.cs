using System.Globalization;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Chains;

/// <summary>The runs of a plan, averaged over their seeds: a line a task and chain, smallest first.</summary>
internal static class ChainTable
{
    public static Table Of(IReadOnlyList<ChainResult> results)
    {
        var table = new Table().MarkdownBorder();
        table.AddColumns("task", "chain", "student", "kB", "score", "of the teacher's", "loyalty", "ms", "times ORT fp32", "linear baseline", "training s", "seeds");
        foreach (var runs in results.GroupBy(result => (result.Task, result.Chain)).OrderBy(runs => runs.Key.Task, StringComparer.Ordinal).ThenBy(runs => runs.Average(run => run.Bytes)))
        {
            table.AddRow(
                runs.Key.Task,
                runs.Key.Chain,
                string.Join("; ", runs.Select(run => run.Student).Distinct()),
                Text(runs.Average(run => run.Bytes) / 1000, "N0"),
                Spread(runs, run => run.Score, "F4"),
                Text(100 * runs.Average(run => run.Score / run.TeacherScore), "F1") + " %",
                Text(runs.Average(run => run.Loyalty), "F4"),
                Text(runs.Average(run => run.Milliseconds), "F3"),
                Text(runs.Average(run => run.Times), "F1"),
                Baseline(runs.First()),
                Text(runs.Average(run => run.Seconds), "N0"),
                string.Join(", ", runs.Select(run => run.Seed)));
        }

        return table;
    }

    private static string Baseline(ChainResult run) => run.Baseline is null ? "" : $"{run.Baseline}: {Text(run.BaselineScore!.Value, "F4")}, {Text(run.BaselineBytes!.Value / 1000.0, "N0")} kB";

    private static string Spread(IEnumerable<ChainResult> runs, Func<ChainResult, double> value, string format) => runs.Count() == 1
        ? Text(runs.Average(value), format)
        : $"{Text(runs.Average(value), format)} ({Text(runs.Min(value), format)} to {Text(runs.Max(value), format)})";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
