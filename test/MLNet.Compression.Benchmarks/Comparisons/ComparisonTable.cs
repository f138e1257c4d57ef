using System.Globalization;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>Results, averaged over seeds, a row for each model.</summary>
internal static class ComparisonTable
{
    private static readonly string[] _costs = ["kB", "M param.", "M mul-adds", "ms", "p95", "p99", "rows/s", "MB held", "trained s", "tokens/s", "MB peak"];

    /// <summary>What the models of a task reach, and what they cost.</summary>
    public static IEnumerable<Table> Of(string task, IReadOnlyList<ComparisonResult> results)
    {
        ComparisonResult[] own = [.. results.Where(result => result.Task == task)];
        string[] metrics = [.. own.SelectMany(result => result.Scores.Select(score => score.Metric)).Distinct()];
        yield return Create(task, own, [.. metrics, "seeds"], runs => [.. metrics.Select(metric => Score(runs, metric)), string.Join(", ", runs.Select(run => run.Seed))]);
        yield return Create($"{task}, cost", own, _costs, Costs);
    }

    private static Table Create(string title, ComparisonResult[] results, string[] columns, Func<ComparisonResult[], IEnumerable<string>> cells)
    {
        var table = new Table().Title(title).MarkdownBorder();
        table.AddColumns(["model", .. columns]);
        foreach (var runs in results.GroupBy(result => result.Model).OrderBy(runs => ComparisonModels.Names.ToList().IndexOf(runs.Key)))
        {
            table.AddRow([runs.Key, .. cells([.. runs])]);
        }

        return table;
    }

    /// <summary>The mean, and from two runs on the least and the most.</summary>
    private static string Score(ComparisonResult[] runs, string metric)
    {
        double[] values = [.. runs.SelectMany(run => run.Scores).Where(score => score.Metric == metric).Select(score => score.Value)];
        return values.Length == 0 ? ""
            : Text(values.Average(), "F3") + (values.Length > 1 ? $" ({Text(values.Min(), "F3")} to {Text(values.Max(), "F3")})" : "");
    }

    private static IEnumerable<string> Costs(ComparisonResult[] runs)
    {
        (Func<CostMetrics, double?> Of, string Format)[] figures =
        [
            (cost => cost.ModelBytes / 1e3, "N0"),
            (cost => cost.Parameters / 1e6, "F1"),
            (cost => cost.MultiplyAddsPerToken / 1e6, "F2"),
            (cost => cost.Latency?.Milliseconds, "F2"),
            (cost => cost.Latency?.Percentile95, "F2"),
            (cost => cost.Latency?.Percentile99, "F2"),
            (cost => cost.RowsPerSecond, "N0"),
            (cost => cost.ResidentBytes / 1e6, "N0"),
            (cost => cost.TrainingSeconds, "N0"),
            (cost => cost.TrainingTokensPerSecond, "N0"),
            (cost => cost.TrainingPeakBytes / 1e6, "N0"),
        ];
        return figures.Select(figure => runs.Average(run => figure.Of(run.Cost)) is { } mean ? Text(mean, figure.Format) : "");
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
