using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>The halves of a model's layers.</summary>
internal static class SubLayers
{
    /// <summary>In order of use: attention and feed-forward network of each layer.</summary>
    public static IReadOnlyList<SubLayer> Of(TextModel model) =>
    [
        .. model.Encoder.Layers.SelectMany((layer, index) => new SubLayer[]
        {
            new AttentionSubLayer(index, layer.Attention),
            new FeedForwardSubLayer(index, layer.FeedForward, model.Shape.Activation),
        }),
    ];
}
