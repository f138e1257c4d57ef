namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>How a product of [rows x steps] and [steps x columns] is cut into blocks.</summary>
/// <remarks>
/// The cut of k decides in which order sums are rounded, so it follows from k alone; parts are blocks of the result, which no two threads share.
/// </remarks>
internal readonly struct ProductPlan
{
    // A panel of so many steps and a block of rows stay in the second-level cache together.
    private const int MostStepsAtOnce = 512;
    private const int MostRowsAtOnce = 96;

    // Right factors beyond this are packed and used piece by piece, so that the pieces stay in the third-level cache.
    private const long MostPackedFloats = 1 << 21;

    // Enough parts to even out unequal threads.
    private const int WantedParts = 12;

    private const int PartsMultiple = 4;

    // Below this many multiplications threads cost more than they bring.
    private const long InlineWork = 1 << 20;

    public ProductPlan(int rows, int columns, int steps, int tileRows, int tileColumns)
    {
        Rows = rows;
        Tiles = Blocks(rows, tileRows);
        StepBlocks = Math.Max(1, Blocks(steps, MostStepsAtOnce));
        Steps = steps;
        Panels = Blocks(columns, tileColumns);
        RowBlocks = Blocks(rows, MostRowsAtOnce);
        PartsPerRange = Math.Max(1, RowBlocks);
        ColumnBlocks = 1;
        if ((long)rows * columns * steps > InlineWork)
        {
            PartsPerRange = 1;
            RowBlocks = Math.Min(Tiles, RoundUp(Math.Max(RowBlocks, Math.Min(WantedParts, Blocks(rows, MostRowsAtOnce / 2)))));
            ColumnBlocks = Math.Clamp(Blocks(WantedParts, RowBlocks), 1, Panels);
        }
    }

    public int Rows { get; }

    public int Steps { get; }

    /// <summary>Tiles of (nearly) equal heights, one above the other.</summary>
    public int Tiles { get; }

    public int Panels { get; }

    /// <summary>Blocks of (nearly) equal numbers of steps.</summary>
    public int StepBlocks { get; }

    public int RowBlocks { get; }

    public int ColumnBlocks { get; }

    /// <summary>Parts worth handing to a thread: all of them if the product is small.</summary>
    public int PartsPerRange { get; }

    public int Parts => RowBlocks * ColumnBlocks;

    /// <summary>Step blocks whose panels are packed together.</summary>
    public int StepBlocksPerPiece(int columns) =>
        (int)Math.Clamp(MostPackedFloats / Math.Max(1, (long)columns * Blocks(Steps, StepBlocks)), 1, StepBlocks);

    /// <summary>The most steps that so many blocks in a row have.</summary>
    public int MostSteps(int blocks) => Math.Min(Steps, blocks * Blocks(Steps, StepBlocks));

    public int TileStart(int tile) => (int)((long)tile * Rows / Tiles);

    public int StepStart(int block) => (int)((long)block * Steps / StepBlocks);

    public int BlockTile(int rowBlock) => (int)((long)rowBlock * Tiles / RowBlocks);

    public int BlockPanel(int columnBlock) => (int)((long)columnBlock * Panels / ColumnBlocks);

    // Equal shares for the usual numbers of threads.
    private static int RoundUp(int blocks) => Blocks(blocks, PartsMultiple) * PartsMultiple;

    private static int Blocks(int count, int size) => (count + size - 1) / size;
}
