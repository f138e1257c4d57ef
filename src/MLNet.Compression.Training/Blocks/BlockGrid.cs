using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Training.Blocks;

/// <summary>A matrix divided into blocks from the top left; blocks at the right and lower edge may be smaller.</summary>
/// <param name="Rows">Rows of the matrix.</param>
/// <param name="Columns">Columns of the matrix.</param>
/// <param name="Shape">The block.</param>
internal sealed record BlockGrid(int Rows, int Columns, BlockShape Shape)
{
    public int BlockRows => (Rows + Shape.Outputs - 1) / Shape.Outputs;

    public int BlockColumns => (Columns + Shape.Inputs - 1) / Shape.Inputs;

    public int Count => BlockRows * BlockColumns;

    /// <summary>The rows and columns of one block.</summary>
    public (Range Rows, Range Columns) Range(int blockRow, int blockColumn)
    {
        var row = blockRow * Shape.Outputs;
        var column = blockColumn * Shape.Inputs;
        return (row..Math.Min(Rows, row + Shape.Outputs), column..Math.Min(Columns, column + Shape.Inputs));
    }

    /// <summary>‖block‖₂².</summary>
    public static double SumOfSquares(MatrixView matrix, Range rows, Range columns)
    {
        var sum = 0.0;
        for (var row = rows.Start.Value; row < rows.End.Value; row++)
        {
            sum += TensorPrimitives.SumOfSquares<float>(matrix.RowSpan(row)[columns]);
        }

        return sum;
    }
}
