namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>How the layers of a shape share weights.</summary>
internal static class Sharing
{
    /// <summary>Whether layers share all of their weights, or none.</summary>
    public static bool IsOfWholeLayers(BertShape shape) => Layers(shape).All(layer => shape.AttentionSource(layer) == shape.FeedForwardSource(layer));

    /// <summary>For each layer the first one with its weights, where layers share all or none.</summary>
    public static IEnumerable<int> FirstLayers(BertShape shape) => Layers(shape).Select(shape.AttentionSource);

    /// <summary>Number of layers with weights of their own, where layers share all or none.</summary>
    public static int Groups(BertShape shape) => FirstLayers(shape).Distinct().Count();

    public static bool HasNone(BertShape shape) => Layers(shape).All(layer => shape.AttentionSource(layer) == layer && shape.FeedForwardSource(layer) == layer);

    private static IEnumerable<int> Layers(BertShape shape) => Enumerable.Range(0, shape.Layers.Length);
}
