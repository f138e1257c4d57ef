namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>What only some heads have, and a reader has to know.</summary>
internal static class HeadFeatures
{
    /// <summary>A linear layer follows the pooling of an embedding head.</summary>
    private const string Dense = "embedding-dense";

    /// <summary>A classifier or a regression reads the mean over all tokens of a model with layers.</summary>
    private const string Mean = "classifier-mean";

    /// <summary>All names.</summary>
    public static string[] All { get; } = [Dense, Mean];

    /// <summary>The names of those that a model has.</summary>
    public static IEnumerable<string> Of(CompressedModel model) => HeadDefinition.Of(model.Head).IsEmbedding
        ? model.Classifier is null ? [] : [Dense]
        : model.Shape.ReadsMeanOfStates ? [Mean] : [];

    /// <summary>Whether the head has a linear layer.</summary>
    public static bool HasClassifier(ModelParts parts) => !parts.Head.IsEmbedding || parts.Features.Contains(Dense);
}
