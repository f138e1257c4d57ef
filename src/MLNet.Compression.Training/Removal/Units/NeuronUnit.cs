using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Neurons of the feed-forward networks. Without its column of the second matrix a neuron says nothing, whatever its bias.</summary>
internal sealed record NeuronUnit : PruningUnit
{
    /// <inheritdoc/>
    public override string ToString() => "neurons";

    /// <inheritdoc/>
    internal override bool IsCutOut => true;

    /// <inheritdoc/>
    internal override bool MayAllGo => false;

    /// <inheritdoc/>
    internal override IReadOnlyList<UnitGroup> GroupsOf(TextModel model) =>
    [
        .. model.Encoder.Layers.Select((layer, index) => (layer.FeedForward, Index: index)).DistinctBy(layer => layer.FeedForward)
            .Where(layer => layer.FeedForward.Output.Weight.Columns > 0)
            .Select(layer => new WeightUnits(
                $"neurons of layer {layer.Index}",
                layer.Index,
                UnitPart.Rows(layer.FeedForward.Intermediate.Weight, 1, layer.FeedForward.Intermediate.Weight.Rows) with { Bias = layer.FeedForward.Intermediate.Bias },
                UnitPart.Columns(layer.FeedForward.Output.Weight, 1))),
    ];
}
