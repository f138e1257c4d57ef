namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>Static students of the teacher, of some sizes.</summary>
internal static class StaticLines
{
    private static readonly DistillationRecipe _recipe = DistillationRecipe.Hinton(temperature: 1, alpha: 1);

    private static readonly (string Shape, int Bits)[] _sizes = [("static256x128", 8), ("static128x64", 8), ("static64x64", 8), ("static64x64", 4), ("static32", 4), ("static16", 4)];

    public static IReadOnlyList<FrontLine> All { get; } = [.. _sizes.Select(size => Of(size.Shape, size.Bits))];

    private static FrontLine Of(string shape, int bits) => new("static", $"{shape}, {bits} bits", sitting => sitting.Student(shape, _recipe, bits));
}
