namespace MLNet.Compression.Training.Reports.Html.Sections;

/// <summary>Stages by names that tell them apart.</summary>
internal static class StageNames
{
    /// <summary>Each stage with its name; the second of a name is "distil 2".</summary>
    public static IReadOnlyList<(string Name, StageReport Stage)> Of(CompressionReport report)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        List<(string, StageReport)> named = [];
        foreach (var stage in report.Stages)
        {
            var number = seen[stage.Stage] = seen.GetValueOrDefault(stage.Stage) + 1;
            named.Add((number == 1 ? stage.Stage : FormattableString.Invariant($"{stage.Stage} {number}"), stage));
        }

        return named;
    }

    /// <summary>Those that were measured.</summary>
    public static IReadOnlyList<(string Name, StageResult Result)> Measured(CompressionReport report) =>
        [.. Of(report).Where(stage => stage.Stage.Result is not null).Select(stage => (stage.Name, stage.Stage.Result!))];
}
