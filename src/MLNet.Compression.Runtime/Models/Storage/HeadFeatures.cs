namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>What only some heads have, and a reader has to know.</summary>
internal static class HeadFeatures
{
    /// <summary>A linear layer follows the pooling of an embedding head.</summary>
    private const string Dense = "embedding-dense";

    /// <summary>All names.</summary>
    public static string[] All { get; } = [Dense];

    /// <summary>The names of those that a model has.</summary>
    public static IEnumerable<string> Of(CompressedModel model) => HeadDefinition.Of(model.Head).IsEmbedding && model.Classifier is not null ? [Dense] : [];

    /// <summary>Whether the head has a linear layer.</summary>
    public static bool HasClassifier(ModelParts parts) => !parts.Head.IsEmbedding || parts.Features.Contains(Dense);
}
