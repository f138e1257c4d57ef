using MLNet.Compression.Recipes;

namespace MLNet.Compression;

public sealed partial record CompressionRecipe
{
    private static readonly RecipeStudent[] _small =
    [
        RecipeStudents.Transformer(6, feedForward: 1536, bits: 4, RecipeStudents.FinerWords, pieces: 16_000),
        RecipeStudents.Transformer(6, feedForward: 768, bits: 4, RecipeStudents.FinerWords, pieces: 8_000),
        RecipeStudents.Transformer(6, feedForward: 384, bits: 3, RecipeStudents.Words, pieces: 8_000),
        .. RecipeStudents.Pruned,
        .. RecipeStudents.Static,
    ];

    /// <summary>
    /// The best model that is known to fit a size: six layers of 384 features in weights of 4 or 3 bits, below some 2.5 MB four or three without most of their blocks, as in <see cref="Fast"/>, words as
    /// rows of vectors, and where none fits, static students.
    /// </summary>
    /// <param name="bytes">The most bytes of the saved ML.NET model, such as 3,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static CompressionRecipe Small(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return new CompressionRecipe(_small) { Bytes = bytes, PruningLength = RecipeStudents.Pruning, QuantizationLength = RecipeStudents.Quantization };
    }
}
