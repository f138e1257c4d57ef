using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Blocks;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Blocks of a matrix side by side, whose weights have a Fisher block together. Their order there is row by row.</summary>
/// <param name="Rows">Their rows.</param>
/// <param name="Columns">Their columns.</param>
/// <param name="FirstUnit">The first of the blocks, by its number in the grid.</param>
/// <param name="UnitOf">Of each weight which of the blocks it belongs to, from 0.</param>
internal sealed record FisherSpan(Range Rows, Range Columns, int FirstUnit, int[] UnitOf)
{
    /// <summary>The blocks, by their numbers in the grid.</summary>
    public IEnumerable<int> Units => Enumerable.Range(FirstUnit, UnitOf[^1] + 1);

    /// <summary>Number of weights.</summary>
    public int Size => UnitOf.Length;

    /// <summary>A whole grid in spans of at most as many blocks.</summary>
    public static FisherSpan[] Of(BlockGrid grid, int blocks)
    {
        var unitsOf = new Dictionary<(int Height, int Width), int[]>();
        return
        [
            .. Enumerable.Range(0, grid.BlockRows).SelectMany(blockRow => Enumerable.Range(0, (grid.BlockColumns + blocks - 1) / blocks).Select(span =>
                Of(grid, blockRow, span * blocks, Math.Min(grid.BlockColumns, (span + 1) * blocks) - 1, unitsOf))),
        ];
    }

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

    private static FisherSpan Of(BlockGrid grid, int blockRow, int first, int last, Dictionary<(int Height, int Width), int[]> unitsOf)
    {
        var (rows, start) = grid.Range(blockRow, first);
        var columns = start.Start..grid.Range(blockRow, last).Columns.End;
        var size = (Height: rows.End.Value - rows.Start.Value, Width: columns.End.Value - columns.Start.Value);
        if (!unitsOf.TryGetValue(size, out var unitOf))
        {
            unitOf = [.. Enumerable.Range(0, size.Height).SelectMany(_ => Enumerable.Range(0, size.Width).Select(column => column / grid.Shape.Inputs))];
            unitsOf.Add(size, unitOf);
        }

        return new FisherSpan(rows, columns, (blockRow * grid.BlockColumns) + first, unitOf);
    }
}
