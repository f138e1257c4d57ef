using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Blocks;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Σ over blocks of sqrt(elements) · ‖block‖₂ of the raw weights (Yuan and Lin 2006); a block of zeros has gradient 0.</summary>
/// <param name="matrices">The matrices with their blocks; those at the right and lower edge may be smaller.</param>
internal sealed class GroupLasso(IReadOnlyList<(Parameter Weight, BlockGrid Grid)> matrices) : ObjectiveTerm
{
    /// <summary>Matrices of the same blocks.</summary>
    public GroupLasso(IReadOnlyList<Parameter> weights, BlockShape shape)
        : this([.. weights.Select(weight => (weight, new BlockGrid(weight.Rows, weight.Columns, shape)))])
    {
    }

    /// <inheritdoc/>
    public override string Name => "group lasso";

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight)
    {
        var loss = 0.0;
        foreach (var (parameter, grid) in matrices)
        {
            parameter.AddableGradient(context.Buffers);
            var sums = new double[grid.BlockRows];
            context.Workers.For(grid.BlockRows, blockRow => sums[blockRow] = EvaluateBlockRow(parameter, grid, blockRow, weight));
            loss += sums.Sum();
        }

        return loss;
    }

    private static double EvaluateBlockRow(Parameter parameter, BlockGrid grid, int blockRow, double weight)
    {
        var loss = 0.0;
        for (var blockColumn = 0; blockColumn < grid.BlockColumns; blockColumn++)
        {
            var (rows, columns) = grid.Range(blockRow, blockColumn);
            var size = Math.Sqrt((double)(rows.End.Value - rows.Start.Value) * (columns.End.Value - columns.Start.Value));
            var norm = Math.Sqrt(BlockGrid.SumOfSquares(parameter.Value, rows, columns));
            loss += size * norm;
            if (norm > 0)
            {
                AddGradient(parameter, rows, columns, (float)(weight * size / norm));
            }
        }

        return loss;
    }

    private static void AddGradient(Parameter parameter, Range rows, Range columns, float factor)
    {
        for (var row = rows.Start.Value; row < rows.End.Value; row++)
        {
            var value = parameter.Value.RowSpan(row)[columns];
            var gradient = parameter.Gradient.RowSpan(row)[columns];
            for (var i = 0; i < value.Length; i++)
            {
                gradient[i] += factor * value[i];
            }
        }
    }
}
