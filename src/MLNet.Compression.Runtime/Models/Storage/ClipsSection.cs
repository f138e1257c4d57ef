using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>The ranges to which the inputs of linear layers are rounded; only in files of models that have some.</summary>
internal static class ClipsSection
{
    public static bool IsThere(CompressedModel model) => LinearsOf(model).Any(linear => !linear.Clip.IsNone);

    public static void Write(ModelWriter writer, CompressedModel model)
    {
        foreach (var (scale, zeroPoint, largest) in LinearsOf(model).Select(linear => linear.Clip))
        {
            writer.WriteInt32(largest);
            writer.WriteInt32(zeroPoint);
            writer.WriteSingle(scale);
        }
    }

    public static void Read(ModelReader reader, ModelParts parts)
    {
        for (var left = LinearsOf(parts); left > 0; left--)
        {
            var largest = reader.ReadInt32("the largest integer of a clip", 0, QuantizedRows.KernelLargest);
            var zeroPoint = reader.ReadInt32("the zero point of a clip", 0, largest);
            parts.Clips.Enqueue(new InputClip(reader.ReadFinite("the scale of a clip"), zeroPoint, largest));
        }
    }

    /// <summary>The linear layers in the order of the weights.</summary>
    private static IEnumerable<LinearWeights> LinearsOf(CompressedModel model)
    {
        IEnumerable<LinearWeights?> linears =
        [
            model.Embeddings.Projection,
            .. model.Layers.SelectMany((layer, i) => layer.Linears.Where((_, matrix) => (matrix < 2 ? model.Shape.AttentionSource(i) : model.Shape.FeedForwardSource(i)) == i)),
            model.Pooler,
            model.Classifier,
        ];
        return linears.OfType<LinearWeights>();
    }

    /// <summary>How many linear layers a model has.</summary>
    private static int LinearsOf(ModelParts parts)
    {
        var shape = parts.Shape!;
        var count = (shape.HasEmbeddingProjection ? 1 : 0) + (shape.HasPooler ? 1 : 0) + (HeadFeatures.HasClassifier(parts) ? 1 : 0);
        for (var i = 0; i < shape.Layers.Length; i++)
        {
            count += (shape.AttentionSource(i) == i ? 2 : 0) + (shape.FeedForwardSource(i) == i ? 2 : 0);
        }

        return count;
    }
}
