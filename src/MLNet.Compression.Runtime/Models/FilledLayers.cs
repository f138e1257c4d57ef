using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Runtime.Models;

/// <summary>Uneven layers as a configuration can say them: each with as many heads as its width holds and as many neurons as the widest layer; the new ones are zeros and change no output.</summary>
internal static class FilledLayers
{
    /// <summary>The shape with layers of one size; the shape itself where heads cannot fill the width, differ in size, or would be larger than a matrix can be.</summary>
    public static BertShape Of(BertShape shape)
    {
        if (shape.IsStatic)
        {
            return shape;
        }

        var (size, neurons) = (shape.Layers[0].HeadSize, Math.Max(1, shape.Layers.Max(layer => layer.FeedForwardSize)));
        var filled = new LayerShape(shape.HiddenSize / size, size, neurons);
        var fits = filled.AttentionSize == shape.HiddenSize && (long)shape.HiddenSize * shape.HiddenSize <= WeightEncoding.MaxWeights
            && shape.Layers.All(layer => layer.HeadSize == size && layer.Heads <= filled.Heads);
        return fits ? shape with { Layers = [.. shape.Layers.Select(_ => filled)] } : shape;
    }
}
