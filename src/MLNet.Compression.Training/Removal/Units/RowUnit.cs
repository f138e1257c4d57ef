using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Whole rows of the layers' matrices.</summary>
internal sealed record RowUnit : PruningUnit
{
    /// <inheritdoc/>
    public override string ToString() => "rows";

    /// <inheritdoc/>
    internal override IReadOnlyList<UnitGroup> GroupsOf(TextModel model) =>
        [.. LayerMatrices.Of(model).Select(matrix => new WeightUnits(matrix.Weight.Name, matrix.Layer, UnitPart.Rows(matrix.Weight, 1, matrix.Weight.Rows)))];
}
