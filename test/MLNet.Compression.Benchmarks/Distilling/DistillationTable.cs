using System.Globalization;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>The runs of some lines, averaged over their seeds.</summary>
internal static class DistillationTable
{
    public static Table Of(DistillationPlan plan, IReadOnlyList<DistillationLine> lines, IReadOnlyList<DistillationResult> results)
    {
        var table = new Table().Title(plan.Setting).MarkdownBorder();
        table.AddColumns("recipe", "accuracy", "label loyalty", "probability loyalty", "seconds", "seeds");
        foreach (var line in lines)
        {
            var runs = results.Where(result => plan.IsOf(result, line)).ToArray();
            if (runs.Length > 0)
            {
                table.AddRow(
                    line.Name,
                    Spread(runs, run => run.Accuracy, "F3"),
                    Spread(runs, run => run.LabelLoyalty, "F3"),
                    Spread(runs, run => run.ProbabilityLoyalty, "F3"),
                    Spread(runs, run => run.Seconds, "F0"),
                    string.Join(", ", runs.Select(run => run.Seed)));
            }
        }

        return table;
    }

    /// <summary>The mean, and the standard deviation of several.</summary>
    private static string Spread(DistillationResult[] runs, Func<DistillationResult, double> value, string format)
    {
        var mean = runs.Average(value);
        var deviation = Math.Sqrt(runs.Sum(run => Math.Pow(value(run) - mean, 2)) / Math.Max(1, runs.Length - 1));
        var text = mean.ToString(format, CultureInfo.InvariantCulture);
        return runs.Length == 1 ? text : $"{text} ± {deviation.ToString(format, CultureInfo.InvariantCulture)}";
    }
}
