namespace MLNet.Compression.Training.Kernels.Rows;

/// <summary>A matrix cut into chunks of rows that are worked on apart: sums over rows are taken chunk by chunk and then added in order.</summary>
/// <remarks>The cut depends on nothing but the number of rows, so neither do the bits of the sums.</remarks>
internal static class RowChunks
{
    public const int Size = 32;

    public static int Count(int rows) => (rows + Size - 1) / Size;

    /// <summary>The rows of a chunk.</summary>
    public static (int First, int End) Rows(int chunk, int rows) => (chunk * Size, Math.Min((chunk + 1) * Size, rows));
}
