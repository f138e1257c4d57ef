using System.Globalization;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Robustness;

/// <summary>Attacked models.</summary>
internal static class RobustnessTable
{
    public static Table Of(string set, IReadOnlyList<RobustnessResult> results)
    {
        RobustnessResult[] own = [.. results.Where(result => result.Set == set)];
        var table = new Table().Title($"{set}, {string.Join(" or ", own.Select(result => result.Rows).Distinct())} texts").MarkdownBorder()
            .AddColumns("model", "kB", "label loyalty", "attack", "accuracy", "under attack", "of it left", "words changed", "queries a text");
        foreach (var result in own)
        {
            table.AddRow(
                result.Model,
                Text(result.Bytes / 1000.0, "N0"),
                Text(result.LabelLoyalty, "F3"),
                result.Attack,
                Text(result.Accuracy, "F3"),
                Text(result.AccuracyUnderAttack, "F3"),
                Text(result.AccuracyUnderAttack / result.Accuracy, "P0"),
                Text(result.ChangedWords, "P0"),
                Text(result.Queries, "F0"));
        }

        return table;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
