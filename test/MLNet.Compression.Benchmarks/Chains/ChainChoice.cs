using System.Globalization;
using MLNet.Compression.Benchmarks.Compressing;

namespace MLNet.Compression.Benchmarks.Chains;

/// <summary>A recipe for each size, with a name.</summary>
/// <param name="Name">The name; a run is known by it.</param>
/// <param name="Of">From the bytes to the recipe.</param>
internal sealed record ChainChoice(string Name, Func<long, CompressionRecipe> Of)
{
    private const double Million = 1e6;

    /// <summary>All recipes. A new one is added here and nowhere else.</summary>
    public static IReadOnlyList<ChainChoice> All { get; } =
    [
        new("small", CompressionRecipe.Small),
        new("fast", CompressionRecipe.Fast),
        new("kdlsq", bytes => CompressionRecipe.Small(bytes) with { QuantizationLosses = QuantizationOptions.KdLsq().Losses, QuantizationLength = new(Epochs: 3, LearningRate: 5e-5, BatchSize: 16) }),
        new("pruned-50", bytes => Pruned(bytes, 0.5)),
        new("pruned-75", bytes => Pruned(bytes, 0.75)),
        new("chosen-bits", bytes => CompressionRecipe.Small(bytes) with { Allocation = new BitAllocation() }),
    ];

    /// <summary>The recipes of some sizes, with what an experiment sets otherwise.</summary>
    /// <param name="megabytes">The sizes.</param>
    /// <param name="change">What is set.</param>
    public IEnumerable<(string Name, CompressionRecipe Recipe)> Sizes(IEnumerable<double> megabytes, ChainChange change) => megabytes.Select(size =>
        (string.Join(", ", [Name, size.ToString("0.###", CultureInfo.InvariantCulture) + " MB", .. change.Names]), change.Apply(Of((long)(size * Million)))));

    /// <summary>One student, whatever its size.</summary>
    /// <param name="shape">The student.</param>
    /// <param name="plan">Its number formats.</param>
    /// <param name="change">What is set otherwise than in the ready-made recipe.</param>
    public static (string Name, CompressionRecipe Recipe) OneStudent(string shape, Named<QuantizationPlan> plan, ChainChange change)
    {
        var recipe = CompressionRecipe.Small(long.MaxValue) with { Bytes = null, Students = [new RecipeStudent(StudentShape.Parse(shape), plan.Value)] };
        return (string.Join(", ", [shape, plan.Name, .. change.Names]), change.Apply(recipe));
    }

    private static CompressionRecipe Pruned(long bytes, double sparsity)
    {
        var recipe = CompressionRecipe.Small(bytes);
        return recipe with { Students = [.. recipe.Students.Select(student => student.Shape.Layers == 0 ? student : student with { Sparsity = sparsity })] };
    }
}
