using System.Globalization;

namespace MLNet.Compression.Training.Reports;

/// <summary>The sizes of an encoder as a short text.</summary>
internal static class ShapeSizes
{
    /// <summary>
    /// Layers x hidden size x heads x neurons, as "4x312x12x1200"; where layers differ, or heads do not fill the width, as "6x384 heads 12,8,0,12,4,12
    /// neurons 1536"; of a static model "static256x64". Embeddings of another width stand behind, as "embedding=128".
    /// </summary>
    public static string Text(BertShape shape)
    {
        if (shape.IsStatic)
        {
            return "static" + Joined('x', shape.HasPooler ? [shape.EmbeddingSize, shape.HiddenSize] : [shape.EmbeddingSize]);
        }

        var (first, layers) = (shape.Layers[0], shape.Layers.Length);
        var isEven = shape.Layers.All(layer => layer == first) && first.AttentionSize == shape.HiddenSize;
        var sizes = isEven
            ? Joined('x', layers, shape.HiddenSize, first.Heads, first.FeedForwardSize)
            : $"{Joined('x', layers, shape.HiddenSize)} heads {Heads(shape)} neurons {Each(shape, layer => Joined(',', layer.FeedForwardSize))}";
        return shape.HasEmbeddingProjection ? $"{sizes} embedding={Joined(',', shape.EmbeddingSize)}" : sizes;
    }

    /// <summary>With their size, "12x32", where it is not the same in all layers that have heads.</summary>
    private static string Heads(BertShape shape)
    {
        var differ = shape.Layers.Where(layer => layer.Heads > 0).Select(layer => layer.HeadSize).Distinct().Skip(1).Any();
        return Each(shape, layer => differ && layer.Heads > 0 ? Joined('x', layer.Heads, layer.HeadSize) : Joined(',', layer.Heads));
    }

    /// <summary>A list of all layers, or one text where they are alike.</summary>
    private static string Each(BertShape shape, Func<LayerShape, string> text)
    {
        string[] texts = [.. shape.Layers.Select(text)];
        return texts.Distinct().Skip(1).Any() ? string.Join(',', texts) : texts[0];
    }

    private static string Joined(char separator, params IEnumerable<int> numbers) =>
        string.Join(separator, numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
