using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Removal.Rules;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Neurons of the feed-forward networks. Without its column of the second matrix a neuron says nothing, whatever its bias.</summary>
internal sealed record NeuronUnit : PruningUnit
{
    /// <inheritdoc/>
    public override string ToString() => "neurons";

    /// <inheritdoc/>
    internal override bool IsCutOut => true;

    /// <inheritdoc/>
    internal override Competition CompetitionIn(PruningRanking ranking) => new(ranking, MayAllGo: false);

    /// <inheritdoc/>
    internal override IReadOnlyList<UnitGroup> GroupsOf(TextModel model) =>
        [.. LayerHalves.FeedForwards(model).Select(half => Of(half.FeedForward, half.Layer, isHalf: false))];

    /// <summary>The neurons of a network.</summary>
    /// <param name="feedForward">The network.</param>
    /// <param name="layer">The layer that it is in.</param>
    /// <param name="isHalf">Whether they compete with heads: then slopes are those along what neurons give alone, as heads' are. Together they may go as a half of the layer.</param>
    internal static WeightUnits Of(BertFeedForward feedForward, int layer, bool isHalf) => new(
        $"neurons of layer {layer}",
        layer,
        UnitPart.Rows(feedForward.Intermediate.Weight, 1, feedForward.Intermediate.Weight.Rows) with { Bias = feedForward.Intermediate.Bias, CarriesUnits = !isHalf },
        UnitPart.Columns(feedForward.Output.Weight, 1))
    {
        IsHalf = isHalf,
    };
}
