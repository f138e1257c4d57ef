namespace MLNet.Compression.Runtime.Kernels.Products;

/// <summary>A right factor in panels of a tile's width: [panels][depth][width], the last panel filled up.</summary>
internal readonly unsafe struct PackedPanels(float* data, int columns, int depth, int width)
{
    public int Columns => columns;

    public int Depth => depth;

    public int Width => width;

    public int Count => CountOf(columns, width);

    public float* At(int panel, int k) => data + ((((nint)panel * depth) + k) * width);

    public int ColumnsOf(int panel) => Math.Min(width, columns - (panel * width));

    public static int CountOf(int columns, int width) => (columns + width - 1) / width;

    /// <summary>Floats the panels take, with the room packing needs beyond them.</summary>
    public static long LengthOf(int columns, int depth, int width) => ((long)CountOf(columns, width) * depth * width) + PanelPacker.Overrun;
}
