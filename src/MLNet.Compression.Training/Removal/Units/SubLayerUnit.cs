using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Removal.Rules;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Attentions and feed-forward networks, each as a whole, valued by what goes through their outputs' weights where a measure looks at slopes.</summary>
internal sealed record SubLayerUnit : PruningUnit
{
    /// <inheritdoc/>
    public override string ToString() => "sub-layers";

    /// <inheritdoc/>
    internal override bool IsCutOut => true;

    /// <summary>All compete: a place has but one.</summary>
    internal override Competition CompetitionIn(PruningRanking ranking) => new(PruningRanking.Global);

    /// <inheritdoc/>
    internal override IReadOnlyList<UnitGroup> GroupsOf(TextModel model) =>
    [
        .. LayerHalves.Attentions(model).Select(half => Of($"attention of layer {half.Layer}", half.Layer, half.Attention.QueryKeyValue, half.Attention.Output)),
        .. LayerHalves.FeedForwards(model).Select(half => Of($"feed-forward of layer {half.Layer}", half.Layer, half.FeedForward.Intermediate, half.FeedForward.Output)),
    ];

    private static WeightUnits Of(string name, int layer, Linear reading, Linear writing) =>
        new(name, layer, UnitPart.Whole(reading.Weight, 0) with { CarriesUnits = false }, UnitPart.Whole(writing.Weight, 0));
}
