using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Whole columns of the layers' matrices.</summary>
internal sealed record ColumnUnit : PruningUnit
{
    /// <inheritdoc/>
    public override string ToString() => "columns";

    /// <inheritdoc/>
    internal override IReadOnlyList<UnitGroup> GroupsOf(TextModel model) =>
        [.. LayerMatrices.Of(model).Select(matrix => new WeightUnits(matrix.Weight.Name, matrix.Layer, UnitPart.Columns(matrix.Weight, 1)))];
}
