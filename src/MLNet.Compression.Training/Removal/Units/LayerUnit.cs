using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Whole layers: what a removed one gets, the next one gets. In a model whose layers share weights it is the use of them that goes.</summary>
internal sealed record LayerUnit : PruningUnit
{
    /// <inheritdoc/>
    public override string ToString() => "layers";

    /// <inheritdoc/>
    internal override bool IsCutOut => true;

    /// <inheritdoc/>
    internal override bool MayAllGo => false;

    /// <inheritdoc/>
    internal override IReadOnlyList<UnitGroup> GroupsOf(TextModel model) => [new LayerUnits(model)];
}
