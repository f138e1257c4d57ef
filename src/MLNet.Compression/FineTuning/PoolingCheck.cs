using System.ComponentModel.DataAnnotations;

namespace MLNet.Compression;

/// <summary>What options may say of pooling.</summary>
internal static class PoolingCheck
{
    /// <summary>The fault of a value that there is not.</summary>
    /// <param name="pooling">The value of an option Pooling.</param>
    public static IEnumerable<ValidationResult> FaultsOf(EmbeddingPooling? pooling) => pooling is { } value && !Enum.IsDefined(value)
        ? [new ValidationResult($"Pooling is {value}, but there are {string.Join(" and ", Enum.GetNames<EmbeddingPooling>())}.")]
        : [];

    /// <exception cref="ArgumentException">A model without layers has no state of a first token.</exception>
    public static void RequireFits(BertShape shape, EmbeddingPooling? pooling)
    {
        if (shape.IsStatic && pooling == EmbeddingPooling.FirstToken)
        {
            throw new ArgumentException($"Pooling is {EmbeddingPooling.FirstToken}, but the model has no layers, and its first token says nothing: set Pooling to {EmbeddingPooling.Mean}.");
        }
    }
}
