namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>How the layers of a shape share weights.</summary>
internal static class Sharing
{
    /// <summary>For each layer the first one with its weights.</summary>
    public static IEnumerable<int> FirstLayers(BertShape shape) => Enumerable.Range(0, shape.Layers.Length).Select(shape.WeightLayer);

    /// <summary>Number of layers with weights of their own.</summary>
    public static int Groups(BertShape shape) => FirstLayers(shape).Distinct().Count();

    public static bool HasNone(BertShape shape) => Groups(shape) == shape.Layers.Length;
}
