using MLNet.Compression.Recipes;

namespace MLNet.Compression;

public sealed partial record CompressionRecipe
{
    private static readonly RecipeStudent[] _small =
    [
        RecipeStudents.Transformer(6, feedForward: 1536, bits: 4, RecipeStudents.FinerWords, pieces: 16_000),
        RecipeStudents.Transformer(6, feedForward: 768, bits: 4, RecipeStudents.FinerWords, pieces: 8_000),
        RecipeStudents.Transformer(6, feedForward: 384, bits: 3, RecipeStudents.Words, pieces: 8_000),
        RecipeStudents.Transformer(4, feedForward: 384, bits: 3, RecipeStudents.Words, pieces: 6_000),
        RecipeStudents.Transformer(3, feedForward: 384, bits: 3, RecipeStudents.Words, pieces: 5_000),
        RecipeStudents.Transformer(3, feedForward: 192, bits: 2, RecipeStudents.Words, pieces: 5_000),
        .. RecipeStudents.Static,
    ];

    /// <summary>
    /// The best model that is known to fit a size: transformers of six to three layers of 384 features in weights of 4 to 2 bits, their words as rows of vectors, and below 1 MB static students.
    /// Bits are the cheaper coin than blocks, so nothing is pruned.
    /// </summary>
    /// <param name="bytes">The most bytes of the saved ML.NET model, such as 3,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static CompressionRecipe Small(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return new CompressionRecipe(_small) { Bytes = bytes, QuantizationLength = RecipeStudents.Quantization };
    }
}
