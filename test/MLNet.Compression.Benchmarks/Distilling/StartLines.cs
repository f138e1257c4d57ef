namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>One line a start: the default recipe from other first weights.</summary>
internal static class StartLines
{
    private const string Table = "starts";

    public static IReadOnlyList<DistillationLine> All { get; } =
    [
        new("headline", "Joint from ExtractImportant(512)", sitting => sitting.Distil(DistillationRecipe.Joint with { Start = StudentInitialization.ExtractImportant() })),
        Of("Random", StudentInitialization.Random),
        Of("ExtractRandom", StudentInitialization.ExtractRandom),
        Of("Extract", StudentInitialization.Extract),
        Of("ExtractImportant(512)", StudentInitialization.ExtractImportant()),
        Of("Extract, First", StudentInitialization.Extract with { Map = LayerMap.First }),
        Of("Extract, Alternate", StudentInitialization.Extract with { Map = LayerMap.Alternate }),
        Of("Extract, Last", StudentInitialization.Extract with { Map = LayerMap.Last }),
    ];

    private static DistillationLine Of(string name, StudentInitialization start) =>
        new(Table, name, sitting => sitting.Distil(DistillationRecipe.Joint with { Start = start }));
}
