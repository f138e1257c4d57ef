using System.Globalization;
using MLNet.Compression.Benchmarks.Compressing;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Pruning;

/// <summary>The runs of a plan, averaged over their seeds: a line for each way, a column for each share.</summary>
internal static class PruningTable
{
    /// <summary>What is left of the quality, and what it costs.</summary>
    public static IReadOnlyList<Table> Of(CompressionPlan plan, IReadOnlyList<CompressionResult> results)
    {
        CompressionResult[] own = [.. results.Where(result => result.Plan == plan.Name)];
        double[] shares = [.. own.Select(result => result.Share).Distinct().Order()];
        return
        [
            Of($"{plan.Name}: accuracy (least to greatest of several seeds), label loyalty", own, shares, Quality),
            Of($"{plan.Name}: kB and ms a text in int8", own, shares, Cost),
        ];
    }

    private static Table Of(string title, CompressionResult[] results, double[] shares, Func<CompressionResult[], string> cell)
    {
        var table = new Table().Title(title).MarkdownBorder().AddColumns(["pruned", .. shares.Select(share => share.ToString("P0", CultureInfo.InvariantCulture))]);
        foreach (var family in results.GroupBy(result => result.Family))
        {
            table.AddRow([family.Key, .. shares.Select(share => family.Where(run => run.Share == share).ToArray() is { Length: > 0 } runs ? cell(runs) : "")]);
        }

        return table;
    }

    private static string Quality(CompressionResult[] runs)
    {
        double[] accuracies = [.. runs.Select(run => run.Accuracy)];
        var spread = runs.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $" ({accuracies.Min():F3} to {accuracies.Max():F3})") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{accuracies.Average():F3}{spread}, {runs.Average(run => run.LabelLoyalty):F3}");
    }

    private static string Cost(CompressionResult[] runs) =>
        string.Create(CultureInfo.InvariantCulture, $"{runs.Average(run => run.Bytes) / 1000:N0}, {runs.Average(run => run.Milliseconds):F3}");
}
