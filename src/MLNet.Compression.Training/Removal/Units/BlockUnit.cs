using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Rectangles of the layers' matrices.</summary>
internal sealed record BlockUnit : PruningUnit
{
    private const int Least = 4;

    /// <exception cref="ArgumentException">The kernels can't skip such blocks.</exception>
    public BlockUnit(BlockShape shape)
    {
        var fits = shape.Outputs > 0 && shape.Inputs > 0 && shape.Outputs % Least == 0 && shape.Inputs % Least == 0;
        Shape = fits || shape == BlockShape.Unstructured ? shape : throw new ArgumentException(
            $"Blocks of {shape} (outputs x inputs) can't be skipped when scoring: only multiples of {Least} x {Least}, or {BlockShape.Unstructured}, are possible.", nameof(shape));
    }

    /// <summary>The block.</summary>
    public BlockShape Shape { get; }

    /// <inheritdoc/>
    public override string ToString() => Shape == BlockShape.Unstructured ? "weights" : $"blocks of {Shape}";

    /// <inheritdoc/>
    internal override IReadOnlyList<UnitGroup> GroupsOf(TextModel model) =>
        [.. LayerMatrices.Of(model).Select(matrix => new WeightUnits(matrix.Weight.Name, matrix.Layer, UnitPart.Blocks(matrix.Weight, Shape)))];
}
