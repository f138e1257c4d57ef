using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Removal.Rules;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Heads and neurons together, and the halves of layers that they make up.</summary>
internal sealed record StructureUnit : PruningUnit
{
    /// <inheritdoc/>
    public override string ToString() => "heads, neurons and sub-layers";

    /// <inheritdoc/>
    internal override bool IsCutOut => true;

    /// <inheritdoc/>
    internal override bool Includes(PruningUnit other) => other is StructureUnit or HeadUnit or NeuronUnit or SubLayerUnit;

    /// <inheritdoc/>
    internal override Competition CompetitionIn(PruningRanking ranking) => new(PruningRanking.Global, OfWeights: true);

    /// <inheritdoc/>
    internal override IReadOnlyList<UnitGroup> GroupsOf(TextModel model) =>
    [
        .. LayerHalves.Attentions(model).Select(half => HeadUnit.Of(half.Attention, half.Layer, isHalf: true)),
        .. LayerHalves.FeedForwards(model).Select(half => NeuronUnit.Of(half.FeedForward, half.Layer, isHalf: true)),
    ];
}
