using MLNet.Compression.Recipes;

namespace MLNet.Compression;

public sealed partial record CompressionRecipe
{
    /// <summary>
    /// The best model that is known to fit a size: six layers of 384 features in weights of 4 or 3 bits, below some 2.5 MB four or three without most of their blocks, as in <see cref="Fast"/>, words as
    /// rows of vectors, and where none fits, static students.
    /// </summary>
    /// <param name="bytes">The most bytes of the saved ML.NET model, such as 3,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static CompressionRecipe Small(long bytes) => ReadyMade(bytes, [.. RecipeStudents.SixLayers, .. RecipeStudents.Pruned, .. RecipeStudents.Static]);

    /// <summary>
    /// Some thirty times as fast as a MiniLM of six layers in fp32, for texts of a sentence, and no larger than a size: four layers of 384 features, or three, of whose blocks four fifths are pruned, in
    /// 8 bits, or 4, as these cost no time, and where none fits, static students. Pruning takes five times as many steps as is usual, which is most of the time.
    /// </summary>
    /// <param name="bytes">The most bytes of the saved ML.NET model, such as 3,000,000. What the layers leave becomes pieces of the vocabulary.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static CompressionRecipe Fast(long bytes) => ReadyMade(bytes, [.. RecipeStudents.Pruned, .. RecipeStudents.Static]);

    private static CompressionRecipe ReadyMade(long bytes, RecipeStudent[] students)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return new CompressionRecipe(students) { Bytes = bytes, PruningLength = RecipeStudents.Pruning, QuantizationLength = RecipeStudents.Quantization };
    }
}
