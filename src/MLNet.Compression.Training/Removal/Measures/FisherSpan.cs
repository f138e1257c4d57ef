using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Blocks;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Blocks of a matrix side by side, whose weights have a Fisher block together. Their order there is row by row.</summary>
/// <param name="Rows">Their rows.</param>
/// <param name="Columns">Their columns.</param>
/// <param name="Units">The blocks, by their numbers in the grid.</param>
/// <param name="UnitOf">Of each weight which of these it belongs to, from 0.</param>
internal sealed record FisherSpan(Range Rows, Range Columns, int[] Units, int[] UnitOf)
{
    /// <summary>Number of weights.</summary>
    public int Size => UnitOf.Length;

    /// <summary>A whole grid in spans of at most as many blocks.</summary>
    public static FisherSpan[] Of(BlockGrid grid, int blocks) =>
    [
        .. Enumerable.Range(0, grid.BlockRows).SelectMany(blockRow => Enumerable.Range(0, grid.BlockColumns).Chunk(blocks).Select(columns => Of(grid, blockRow, columns))),
    ];

    /// <summary>The span's elements of a matrix.</summary>
    public float[] Gather(MatrixView matrix)
    {
        var values = new float[Size];
        ForEachRow((row, start, count) => matrix.RowSpan(row)[Columns].CopyTo(values.AsSpan(start, count)));
        return values;
    }

    /// <summary>Adds a number to each of the span's elements of a matrix.</summary>
    public void Add(MatrixView matrix, double[] changes) => ForEachRow((row, start, count) =>
    {
        var values = matrix.RowSpan(row)[Columns];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)(values[i] + changes[start + i]);
        }
    });

    private void ForEachRow(Action<int, int, int> act)
    {
        var (first, count) = (Rows.Start.Value, Columns.End.Value - Columns.Start.Value);
        for (var row = first; row < Rows.End.Value; row++)
        {
            act(row, (row - first) * count, count);
        }
    }

    private static FisherSpan Of(BlockGrid grid, int blockRow, int[] blockColumns)
    {
        var (rows, first) = grid.Range(blockRow, blockColumns[0]);
        var columns = first.Start..grid.Range(blockRow, blockColumns[^1]).Columns.End;
        var (height, width) = (rows.End.Value - rows.Start.Value, columns.End.Value - columns.Start.Value);
        return new FisherSpan(
            rows,
            columns,
            [.. blockColumns.Select(column => (blockRow * grid.BlockColumns) + column)],
            [.. Enumerable.Range(0, height).SelectMany(_ => Enumerable.Range(0, width).Select(column => column / grid.Shape.Inputs))]);
    }
}
