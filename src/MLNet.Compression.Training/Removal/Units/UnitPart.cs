using System.Numerics.Tensors;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Blocks;

namespace MLNet.Compression.Training.Removal.Units;

/// <summary>A matrix of which every block belongs to a unit.</summary>
/// <param name="Weight">The matrix.</param>
/// <param name="Grid">Its blocks.</param>
/// <param name="UnitOf">The unit of each block, block row by block row.</param>
internal sealed record UnitPart(Parameter Weight, BlockGrid Grid, int[] UnitOf)
{
    /// <summary>The bias of the rows, where units own it too. No mask hides it: without the weights of another part it says nothing.</summary>
    public Parameter? Bias { get; init; }

    /// <summary>Whether all that a unit does goes through its weights here, so that their common factor is the unit's. So it is unless they are heads' queries, keys and values.</summary>
    public bool CarriesUnits { get; init; } = true;

    /// <summary>A matrix whose blocks are units by themselves.</summary>
    public static UnitPart Blocks(Parameter weight, BlockShape shape)
    {
        var grid = new BlockGrid(weight.Rows, weight.Columns, shape);
        return new UnitPart(weight, grid, [.. Enumerable.Range(0, grid.Count)]);
    }

    /// <summary>A matrix whose rows belong to units, some neighbouring ones to each, which come again and again if there are more rows.</summary>
    /// <param name="weight">The matrix.</param>
    /// <param name="rows">Rows of a unit.</param>
    /// <param name="units">The units.</param>
    public static UnitPart Rows(Parameter weight, int rows, int units)
    {
        var grid = new BlockGrid(weight.Rows, weight.Columns, new BlockShape(rows, weight.Columns));
        return new UnitPart(weight, grid, [.. Enumerable.Range(0, grid.Count).Select(block => block % units)]);
    }

    /// <summary>A matrix whose columns belong to units, some neighbouring ones to each.</summary>
    /// <param name="weight">The matrix.</param>
    /// <param name="columns">Columns of a unit.</param>
    public static UnitPart Columns(Parameter weight, int columns)
    {
        var grid = new BlockGrid(weight.Rows, weight.Columns, new BlockShape(weight.Rows, columns));
        return new UnitPart(weight, grid, [.. Enumerable.Range(0, grid.Count)]);
    }

    /// <summary>A matrix that belongs to one unit.</summary>
    /// <param name="weight">The matrix.</param>
    /// <param name="unit">The unit.</param>
    public static UnitPart Whole(Parameter weight, int unit) =>
        new(weight, new BlockGrid(weight.Rows, weight.Columns, new BlockShape(weight.Rows, weight.Columns)), [unit]);

    /// <summary>Adds to each unit's sum Σ ∂L/∂w · w over its weights here, where there are gradients: by how much the loss rises with their common factor.</summary>
    /// <param name="sums">One sum a unit.</param>
    public void AddSlopes(double[] sums)
    {
        if (Weight.HasGradient)
        {
            Sum(sums, (row, columns) => TensorPrimitives.Dot<float>(Weight.Gradient.RowSpan(row)[columns], Weight.Value.RowSpan(row)[columns]));
        }
    }

    /// <summary>As <see cref="AddSlopes"/> of the biases, where units own them.</summary>
    /// <param name="sums">One sum a unit.</param>
    public void AddBiasSlopes(double[] sums)
    {
        if (Bias is { HasGradient: true } bias)
        {
            for (var row = 0; row < Grid.Rows; row++)
            {
                sums[UnitOf[row / Grid.Shape.Outputs * Grid.BlockColumns]] += (double)bias.ValueSpan[row] * bias.GradientSpan[row];
            }
        }
    }

    /// <summary>Adds to each unit's sum what its blocks come to.</summary>
    /// <param name="sums">One sum a unit.</param>
    /// <param name="ofSpan">The sum over neighbouring weights of one row, given their row and first column.</param>
    public void Sum(double[] sums, Func<int, Range, double> ofSpan) => ForEach((unit, row, columns) => sums[unit] += ofSpan(row, columns));

    /// <summary>Goes through all weights.</summary>
    /// <param name="act">Is given a unit and neighbouring weights of it in one row: the row and the columns.</param>
    public void ForEach(Action<int, int, Range> act)
    {
        for (var row = 0; row < Grid.Rows; row++)
        {
            var first = row / Grid.Shape.Outputs * Grid.BlockColumns;
            for (var blockColumn = 0; blockColumn < Grid.BlockColumns; blockColumn++)
            {
                var columns = blockColumn * Grid.Shape.Inputs;
                act(UnitOf[first + blockColumn], row, columns..Math.Min(Grid.Columns, columns + Grid.Shape.Inputs));
            }
        }
    }
}
