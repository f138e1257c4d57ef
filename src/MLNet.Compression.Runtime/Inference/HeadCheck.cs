using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>Whether a model has the head that a scorer reads.</summary>
internal static class HeadCheck
{
    /// <exception cref="ArgumentException">The model has another head.</exception>
    public static CompressedModel Require(CompressedModel model, HeadKind head)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Head == head
            ? model
            : throw new ArgumentException($"The model is one for {HeadDefinition.Of(model.Head).Name}, not for {HeadDefinition.Of(head).Name}.", nameof(model));
    }
}
