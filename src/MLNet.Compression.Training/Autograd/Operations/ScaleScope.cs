namespace MLNet.Compression.Training.Autograd.Operations;

/// <summary>Which weights of a matrix share a scale, and how a file holds it. Equal by value.</summary>
/// <remarks>The weights of a row that share a scale are a segment; segments are numbered row by row, and of a row from the left.</remarks>
internal sealed record ScaleScope
{
    private const float LargestHalf = 65504;

    private ScaleScope()
    {
    }

    /// <summary>All weights of a matrix.</summary>
    public static ScaleScope Tensor { get; } = new();

    /// <summary>The weights of one output.</summary>
    public static ScaleScope Row { get; } = new() { IsPerRow = true };

    /// <summary>Inputs of an output that share a scale; null where all do.</summary>
    public int? GroupSize { get; private init; }

    /// <summary>Whether the rows of a matrix have scales of their own.</summary>
    public bool IsPerRow { get; private init; }

    /// <summary>The least step of learnt steps that the file can hold.</summary>
    public float SmallestStep => GroupSize is null ? 1e-8f : (float)Half.Epsilon;

    /// <summary>So many neighbouring inputs of an output, the last of them maybe fewer; the scale is fp16.</summary>
    public static ScaleScope Group(int size) => new() { IsPerRow = true, GroupSize = size };

    /// <summary>Segments of a row.</summary>
    public int SegmentsOf(int columns) => GroupSize is { } size ? (columns + size - 1) / size : 1;

    /// <summary>The segment of a weight.</summary>
    public int SegmentOf(int row, int column, int columns) => GroupSize is { } size ? (row * SegmentsOf(columns)) + (column / size) : row;

    /// <summary>The columns of a row's segment.</summary>
    public Range ColumnsOf(int segment, int columns) =>
        GroupSize is { } size ? (segment * size)..Math.Min(columns, (segment + 1) * size) : 0..columns;

    /// <summary>The nearest scale that the file can hold.</summary>
    /// <param name="scale">Not negative.</param>
    public float Stored(double scale) => GroupSize is null ? (float)scale : (float)(Half)Math.Min(scale, LargestHalf);

    /// <summary>A function of whole rows that does the same to each segment of a row, and is told the number of the segment.</summary>
    public RowFunction Each(int columns, RowFunction segment)
    {
        var count = SegmentsOf(columns);
        return count == 1 ? segment : (row, input, output) =>
        {
            for (var i = 0; i < count; i++)
            {
                var range = ColumnsOf(i, columns);
                segment((row * count) + i, input[range], output[range]);
            }
        };
    }
}
