using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Units valued by the L2 norms of the weights that they own, which asks for no data.</summary>
/// <remarks>
/// A hidden feature by its column of the word table, or of the first layer with heads where a projection stands between; a neuron, and a feature
/// of queries and keys or of values, by the product of the norms before and after it; a head by the sum of its values' features.
/// </remarks>
internal static class WeightScores
{
    /// <param name="model">The model; not changed.</param>
    /// <param name="isProjected">Whether embeddings and layers have features of their own, in the model or in what is made of it.</param>
    public static UnitScores Of(TextModel model, bool isProjected)
    {
        var embedding = WeightStrength.OfColumns(model.Encoder.Embeddings.Words);
        var reader = model.Encoder.Attentions.FirstOrDefault(attention => attention.Heads > 0) ?? model.Encoder.Attentions[0];
        var hidden = isProjected ? WeightStrength.OfColumns(reader.QueryKeyValue.Weight) : embedding;
        return new UnitScores(embedding, hidden, [.. model.Encoder.Layers.Select((layer, i) => Of(layer, model.Shape.Layers[i]))]);
    }

    private static LayerUnitScores Of(BertLayer layer, LayerShape shape)
    {
        var rows = WeightStrength.OfRows(layer.QueryKeyValue.Weight);
        var size = shape.AttentionSize;
        var matching = WeightStrength.Products(rows.AsSpan(0, size), rows.AsSpan(size, size));
        var passing = WeightStrength.Products(rows.AsSpan(2 * size, size), WeightStrength.OfColumns(layer.AttentionOutput.Weight));
        return new LayerUnitScores([.. passing.Chunk(shape.HeadSize).Select(head => head.Sum())], matching, passing, WeightStrength.OfNeurons(layer));
    }
}
