using MLNet.Compression.Recipes;

namespace MLNet.Compression;

public sealed partial record CompressionRecipe
{
    private static readonly RecipeStudent[] _fast =
    [
        RecipeStudents.Transformer(4, feedForward: 768, bits: 8, RecipeStudents.FinerWords, pieces: 8_000, sparsity: 0.8),
        RecipeStudents.Transformer(4, feedForward: 768, bits: 4, RecipeStudents.Words, pieces: 6_000, sparsity: 0.8),
        RecipeStudents.Transformer(3, feedForward: 768, bits: 4, RecipeStudents.Words, pieces: 5_000, sparsity: 0.8),
        .. RecipeStudents.Static,
    ];

    /// <summary>
    /// Some thirty times as fast as a MiniLM of six layers in fp32, for texts of a sentence, and no larger than a size: four layers of 384 features, or three, of whose blocks four fifths are pruned, in
    /// 8 bits, or 4, as these cost no time, and where none fits, static students. Pruning takes five times as long as is usual, and so does the whole some three times as long as <see cref="Small"/>.
    /// </summary>
    /// <param name="bytes">The most bytes of the saved ML.NET model, such as 3,000,000. What the layers leave becomes pieces of the vocabulary.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static CompressionRecipe Fast(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return new CompressionRecipe(_fast) { Bytes = bytes, PruningLength = new TrainingLength { Steps = 2_000 }, QuantizationLength = RecipeStudents.Quantization };
    }
}
