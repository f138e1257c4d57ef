namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>All lines.</summary>
internal static class FrontLines
{
    /// <summary>All lines. A new kind is added here and nowhere else.</summary>
    public static IReadOnlyList<FrontLine> All { get; } = [.. LinearLines.All, .. StaticLines.All, .. TransformerLines.All];

    public static IReadOnlyList<string> Kinds { get; } = [.. All.Select(line => line.Kind).Distinct()];
}
