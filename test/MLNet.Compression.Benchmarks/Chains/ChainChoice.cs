using System.Globalization;

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
        new("kdlsq", bytes => CompressionRecipe.Small(bytes) with { QuantizationLosses = QuantizationOptions.KdLsq().Losses, QuantizationLength = new(Epochs: 3, LearningRate: 5e-5, BatchSize: 16) }),
        new("pruned-50", bytes => Pruned(bytes, 0.5)),
        new("pruned-75", bytes => Pruned(bytes, 0.75)),
        new("wide", bytes => CompressionRecipe.Small(bytes) with { Students = [Wide(6, 768, 128, 4, 12_000), Wide(6, 384, 128, 3, 8_000), Wide(4, 384, 96, 3, 6_000), Wide(3, 192, 48, 3, 5_000)] }),
        new("chosen-bits", bytes => CompressionRecipe.Small(bytes) with { Allocation = new BitAllocation() }),
    ];

    /// <summary>The recipes of some sizes, with what an experiment sets otherwise.</summary>
    /// <param name="megabytes">The sizes.</param>
    /// <param name="change">What is set.</param>
    public IEnumerable<(string Name, CompressionRecipe Recipe)> Sizes(IEnumerable<double> megabytes, ChainChange change) => megabytes.Select(size =>
        (string.Join(", ", [Name, size.ToString("0.###", CultureInfo.InvariantCulture) + " MB", .. change.Names]), change.Apply(Of((long)(size * Million)))));

    /// <summary>Layers as wide as MiniLM's, with a narrow feed-forward network.</summary>
    private static RecipeStudent Wide(int layers, int feedForward, int embedding, int bits, int pieces) =>
        new(new StudentShape(layers, 384, 12, feedForward) { EmbeddingSize = embedding, SegmentEmbeddings = false }, QuantizationPlan.Of(QuantizationScheme.LearnedStep(bits))) { Vocabulary = pieces };

    private static CompressionRecipe Pruned(long bytes, double sparsity)
    {
        var recipe = CompressionRecipe.Small(bytes);
        return recipe with { Students = [.. recipe.Students.Select(student => student.Shape.Layers == 0 ? student : student with { Sparsity = sparsity })] };
    }
}
