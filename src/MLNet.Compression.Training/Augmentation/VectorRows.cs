using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>Vectors of one width in native memory, of which there may be ever more. Each begins at a cache line, so that sums over two of them are always formed in the same order.</summary>
internal sealed unsafe class VectorRows(int width)
{
    private const int FloatsOfLine = NativeBuffer.Alignment / sizeof(float);
    private const int FloatsOfChunk = 1 << 18;

    private readonly int _stride = (width + FloatsOfLine - 1) / FloatsOfLine * FloatsOfLine;
    private readonly List<NativeBuffer> _chunks = [];

    public int Width => width;

    public int Count { get; private set; }

    /// <summary>Bytes that the next vector takes, which is nothing where there is still room.</summary>
    public long BytesOfNext => Count == _chunks.Count * RowsOfChunk ? (long)RowsOfChunk * _stride * sizeof(float) : 0;

    private int RowsOfChunk => Math.Max(1, FloatsOfChunk / _stride);

    /// <summary>A vector. The rows stay reachable by who holds them, not by the span.</summary>
    public Span<float> this[int row] => new(_chunks[row / RowsOfChunk].Pointer + ((nint)(row % RowsOfChunk) * _stride), width);

    /// <summary>One more vector, whose values are to be written.</summary>
    public Span<float> Add()
    {
        if (BytesOfNext > 0)
        {
            _chunks.Add(new NativeBuffer((long)RowsOfChunk * _stride));
        }

        return this[Count++];
    }
}
