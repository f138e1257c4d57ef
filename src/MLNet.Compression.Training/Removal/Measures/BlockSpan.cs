using MLNet.Compression.Training.Blocks;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>Some block columns of a matrix side by side; a strip is what is of one block row. Places are columns counted from the span's first, and behind them the bias.</summary>
/// <param name="Grid">The matrix in blocks.</param>
/// <param name="First">The first block column.</param>
/// <param name="Count">Block columns.</param>
internal sealed record BlockSpan(BlockGrid Grid, int First, int Count)
{
    /// <summary>Number of strips.</summary>
    public int Strips => Grid.BlockRows;

    /// <summary>All of its columns.</summary>
    public Range Columns => Grid.Range(0, First).Columns.Start..Grid.Range(0, First + Count - 1).Columns.End;

    /// <summary>The unit of a block.</summary>
    /// <param name="strip">Its strip.</param>
    /// <param name="block">Its block column.</param>
    public int UnitOf(int strip, int block) => (strip * Grid.BlockColumns) + block;

    /// <summary>The block columns of a strip whose units have a flag.</summary>
    /// <param name="strip">The strip.</param>
    /// <param name="units">A flag a unit.</param>
    public int[] Kept(int strip, bool[] units) => [.. Enumerable.Range(First, Count).Where(block => units[UnitOf(strip, block)])];

    /// <summary>The rows of a strip.</summary>
    public int[] RowsOf(int strip) => Numbers(Grid.Range(strip, 0).Rows);

    /// <summary>The columns of a block column.</summary>
    public int[] ColumnsOf(int block) => Numbers(Grid.Range(0, block).Columns);

    /// <summary>The place of a column.</summary>
    public int PlaceOf(int column) => column - Columns.Start.Value;

    /// <summary>The places of block columns, and that of the bias.</summary>
    public int[] Places(int[] blocks) => [.. blocks.SelectMany(ColumnsOf).Select(PlaceOf), Columns.End.Value - Columns.Start.Value];

    private static int[] Numbers(Range range) => [.. Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value)];
}
