using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Removal.Rules;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Attention heads. Without its columns of the output a head says nothing, whatever its biases.</summary>
internal sealed record HeadUnit : PruningUnit
{
    /// <inheritdoc/>
    public override string ToString() => "heads";

    /// <inheritdoc/>
    internal override bool IsCutOut => true;

    /// <inheritdoc/>
    internal override Competition CompetitionIn(PruningRanking ranking) => new(ranking, MayAllGo: false);

    /// <inheritdoc/>
    internal override IReadOnlyList<UnitGroup> GroupsOf(TextModel model) =>
        [.. LayerHalves.Attentions(model).Select(half => Of(half.Attention, half.Layer, isHalf: false))];

    /// <summary>The heads of an attention.</summary>
    /// <param name="attention">The attention.</param>
    /// <param name="layer">The layer that it is in.</param>
    /// <param name="isHalf">Whether together they may go as a half of the layer.</param>
    internal static WeightUnits Of(BertAttention attention, int layer, bool isHalf)
    {
        var size = attention.Output.Weight.Columns / attention.Heads;
        return new WeightUnits(
            $"heads of layer {layer}",
            layer,
            UnitPart.Rows(attention.QueryKeyValue.Weight, size, attention.Heads) with { CarriesUnits = false },
            UnitPart.Columns(attention.Output.Weight, size))
        {
            IsHalf = isHalf,
        };
    }
}
