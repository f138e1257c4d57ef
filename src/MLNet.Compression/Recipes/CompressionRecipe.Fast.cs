using MLNet.Compression.Recipes;

namespace MLNet.Compression;

public sealed partial record CompressionRecipe
{
    /// <summary>
    /// Some thirty times as fast as a MiniLM of six layers in fp32, for texts of a sentence, and no larger than a size: four layers of 384 features, or three, of whose blocks four fifths are pruned, in
    /// 8 bits, or 4, as these cost no time, and where none fits, static students. Pruning takes five times as many steps as is usual, which is most of the time.
    /// </summary>
    /// <param name="bytes">The most bytes of the saved ML.NET model, such as 3,000,000. What the layers leave becomes pieces of the vocabulary.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static CompressionRecipe Fast(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return new CompressionRecipe([.. RecipeStudents.Pruned, .. RecipeStudents.Static]) { Bytes = bytes, PruningLength = RecipeStudents.Pruning, QuantizationLength = RecipeStudents.Quantization };
    }
}
