using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Attention heads. Without its columns of the output a head says nothing, whatever its biases.</summary>
internal sealed record HeadUnit : PruningUnit
{
    /// <inheritdoc/>
    public override string ToString() => "heads";

    /// <inheritdoc/>
    internal override bool IsCutOut => true;

    /// <inheritdoc/>
    internal override bool MayAllGo => false;

    /// <inheritdoc/>
    internal override IReadOnlyList<UnitGroup> GroupsOf(TextModel model) =>
    [
        .. model.Encoder.Layers.Select((layer, index) => (layer.Attention, Index: index)).DistinctBy(layer => layer.Attention)
            .Where(layer => layer.Attention.Heads > 0)
            .Select(layer => Of(layer.Attention, layer.Index)),
    ];

    private static WeightUnits Of(BertAttention attention, int layer)
    {
        var size = attention.Output.Weight.Columns / attention.Heads;
        return new WeightUnits(
            $"heads of layer {layer}",
            layer,
            UnitPart.Rows(attention.QueryKeyValue.Weight, size, attention.Heads) with { CarriesUnits = false },
            UnitPart.Columns(attention.Output.Weight, size));
    }
}
