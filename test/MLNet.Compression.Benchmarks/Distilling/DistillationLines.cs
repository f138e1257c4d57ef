namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>The lines of all tables.</summary>
internal static class DistillationLines
{
    /// <summary>All lines. A new table is added here and nowhere else.</summary>
    public static IReadOnlyList<DistillationLine> All { get; } = [.. RecipeLines.All, .. StartLines.All, .. RememberingLines.All, .. RowLines.All, .. AblationLines.All, .. NoDataLines.All, .. VocabularyLines.All];

    public static IReadOnlyList<string> Tables { get; } = [.. All.Select(line => line.Table).Distinct()];
}
