using System.Globalization;
using MLNet.Compression.Benchmarks.Compressing;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Quantizing;

/// <summary>The runs of a plan, averaged over their seeds, beside the model as it was.</summary>
internal static class QuantizationTable
{
    public static Table Of(CompressionPlan plan, IReadOnlyList<CompressionResult> results)
    {
        var table = new Table().Title(plan.Name).MarkdownBorder().AddColumns("quantised", "accuracy", "points from fp32", "label loyalty", "kB", "ms", "seeds");
        CompressionResult[] own = [.. results.Where(result => result.Plan == plan.Name)];
        var full = own.Where(run => run.Setting == new UnroundedWay().ToString()).Select(run => run.Accuracy).DefaultIfEmpty(double.NaN).Average();
        foreach (var runs in own.GroupBy(result => result.Setting))
        {
            var accuracy = runs.Average(run => run.Accuracy);
            table.AddRow(
                runs.Key,
                Text(accuracy, "F4") + (runs.Count() > 1 ? $" ({Text(runs.Min(run => run.Accuracy), "F4")} to {Text(runs.Max(run => run.Accuracy), "F4")})" : ""),
                Text(100 * (accuracy - full), "F2"),
                Text(runs.Average(run => run.LabelLoyalty), "F4"),
                Text(runs.Average(run => run.Bytes) / 1000, "N0"),
                Text(runs.Average(run => run.Milliseconds), "F3"),
                string.Join(", ", runs.Select(run => run.Seed)));
        }

        return table;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
