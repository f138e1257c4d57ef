using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Slicing;

/// <summary>Finds heads and neurons that give nothing.</summary>
/// <remarks>All activation functions are 0 at 0, so a neuron whose incoming weights and bias are zero is always 0; so is a head whose values are.</remarks>
internal static class ZeroUnits
{
    /// <inheritdoc cref="ModelSlice.OfZeros"/>
    public static ModelSlice LeftOut(TextModel model)
    {
        var slice = ModelSlice.All(model.Shape);
        ModelSlice.RequireBare(model);
        for (var layer = 0; layer < model.Shape.Layers.Length; layer++)
        {
            var (attention, feedForward) = (model.Encoder.Layers[layer].Attention, model.Encoder.Layers[layer].FeedForward);
            slice = slice.WithHeads(layer, KeptHeads(attention, model.Shape.Layers[layer])).WithNeurons(layer, KeptNeurons(feedForward));
        }

        return slice;
    }

    private static IEnumerable<int> KeptHeads(BertAttention attention, LayerShape shape)
    {
        var (read, given) = (NonZeroColumns(attention.Output.Weight), NonZeroRows(attention.QueryKeyValue));
        return Enumerable.Range(0, shape.Heads).Where(head =>
        {
            var features = Enumerable.Range(head * shape.HeadSize, shape.HeadSize);
            return features.Any(feature => read[feature]) && features.Any(feature => given[(2 * shape.AttentionSize) + feature]);
        });
    }

    private static IEnumerable<int> KeptNeurons(BertFeedForward feedForward)
    {
        var (read, given) = (NonZeroColumns(feedForward.Output.Weight), NonZeroRows(feedForward.Intermediate));
        return Enumerable.Range(0, read.Length).Where(neuron => read[neuron] && given[neuron]);
    }

    private static bool[] NonZeroColumns(Parameter weight)
    {
        var found = new bool[weight.Columns];
        for (var row = 0; row < weight.Rows; row++)
        {
            var values = weight.Value.RowSpan(row);
            for (var column = 0; column < found.Length; column++)
            {
                found[column] |= values[column] != 0;
            }
        }

        return found;
    }

    /// <summary>Rows with a weight or a bias.</summary>
    private static bool[] NonZeroRows(Linear linear)
    {
        var found = new bool[linear.Weight.Rows];
        for (var row = 0; row < found.Length; row++)
        {
            found[row] = linear.Bias.ValueSpan[row] != 0 || linear.Weight.Value.RowSpan(row).ContainsAnyExcept(0f);
        }

        return found;
    }
}
