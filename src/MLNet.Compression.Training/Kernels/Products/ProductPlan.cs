namespace MLNet.Compression.Training.Kernels.Products;

/// <summary>How a product of [rows x depth] and [depth x columns] is cut: the rows and columns of the result into bands, the depth into slices.</summary>
/// <remarks>
/// The cut of k decides in which order sums are rounded, so it follows from k alone; parts are bands of the result, which no two threads share.
/// </remarks>
internal readonly struct ProductPlan
{
    // A panel of this depth and a band of rows stay in the second-level cache together.
    private const int MostDepthAtOnce = 512;
    private const int MostRowsAtOnce = 96;

    // Right factors beyond this are packed and used piece by piece, so that the pieces stay in the third-level cache.
    private const long MostPackedFloats = 1 << 21;

    // Enough parts to even out unequal threads.
    private const int WantedParts = 12;

    private const int PartsMultiple = 4;

    // Below this many multiplications threads cost more than they bring.
    private const long InlineWork = 1 << 20;

    public ProductPlan(int rows, int columns, int depth, int tileRows, int tileColumns)
    {
        Rows = rows;
        Tiles = DivideUp(rows, tileRows);
        Slices = Math.Max(1, DivideUp(depth, MostDepthAtOnce));
        Depth = depth;
        Panels = DivideUp(columns, tileColumns);
        RowBands = DivideUp(rows, MostRowsAtOnce);
        PartsPerRange = Math.Max(1, RowBands);
        ColumnBands = 1;
        if ((long)rows * columns * depth > InlineWork)
        {
            PartsPerRange = 1;
            RowBands = Math.Min(Tiles, RoundUp(Math.Max(RowBands, Math.Min(WantedParts, DivideUp(rows, MostRowsAtOnce / 2)))));
            ColumnBands = Math.Clamp(DivideUp(WantedParts, RowBands), 1, Panels);
        }
    }

    public int Rows { get; }

    public int Depth { get; }

    /// <summary>Tiles of (nearly) equal heights, one above the other.</summary>
    public int Tiles { get; }

    public int Panels { get; }

    /// <summary>Slices of (nearly) equal depth.</summary>
    public int Slices { get; }

    public int RowBands { get; }

    public int ColumnBands { get; }

    /// <summary>Parts worth handing to a thread: all of them if the product is small.</summary>
    public int PartsPerRange { get; }

    public int Parts => RowBands * ColumnBands;

    /// <summary>Slices whose panels are packed together.</summary>
    public int SlicesPerPiece(int columns) =>
        (int)Math.Clamp(MostPackedFloats / Math.Max(1, (long)columns * DivideUp(Depth, Slices)), 1, Slices);

    /// <summary>The greatest depth that so many slices in a row have.</summary>
    public int MostDepth(int slices) => Math.Min(Depth, slices * DivideUp(Depth, Slices));

    public int TileStart(int tile) => (int)((long)tile * Rows / Tiles);

    public int SliceStart(int slice) => (int)((long)slice * Depth / Slices);

    public int BandTile(int rowBand) => (int)((long)rowBand * Tiles / RowBands);

    public int BandPanel(int columnBand) => (int)((long)columnBand * Panels / ColumnBands);

    // Equal shares for the usual numbers of threads.
    private static int RoundUp(int bands) => DivideUp(bands, PartsMultiple) * PartsMultiple;

    private static int DivideUp(int count, int size) => (count + size - 1) / size;
}
