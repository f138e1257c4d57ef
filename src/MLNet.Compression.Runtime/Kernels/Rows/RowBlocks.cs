namespace MLNet.Compression.Runtime.Kernels.Rows;

/// <summary>A matrix cut into blocks of rows that are worked on apart: sums over rows are taken block by block and then added in order.</summary>
/// <remarks>The cut depends on nothing but the number of rows, so neither do the bits of the sums.</remarks>
internal static class RowBlocks
{
    public const int Size = 32;

    public static int Count(int rows) => (rows + Size - 1) / Size;

    /// <summary>The rows of a block.</summary>
    public static (int First, int End) Rows(int block, int rows) => (block * Size, Math.Min((block + 1) * Size, rows));
}
