using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Removal.Rules;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Whole layers: what a removed one gets, the next one gets. In a model whose layers share weights it is the use of them that goes.</summary>
internal sealed record LayerUnit : PruningUnit
{
    /// <inheritdoc/>
    public override string ToString() => "layers";

    /// <inheritdoc/>
    internal override bool IsCutOut => true;

    /// <inheritdoc/>
    internal override Competition CompetitionIn(PruningRanking ranking) => new(ranking, MayAllGo: false);

    /// <inheritdoc/>
    internal override IReadOnlyList<UnitGroup> GroupsOf(TextModel model) => [new LayerUnits(model)];
}
