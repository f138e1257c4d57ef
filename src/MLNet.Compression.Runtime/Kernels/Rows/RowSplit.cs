namespace MLNet.Compression.Runtime.Kernels.Rows;

/// <summary>How matrices are cut among threads.</summary>
internal static class RowSplit
{
    private const int ElementsPerPart = 16_384;

    /// <summary>Rows of so many columns worth handing to a thread.</summary>
    public static int RowsPerPart(long columns) => (int)Math.Max(1, ElementsPerPart / Math.Max(1, columns));
}
