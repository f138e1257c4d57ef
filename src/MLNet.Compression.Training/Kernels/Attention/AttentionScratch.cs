using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Training.Kernels.Attention;

/// <summary>The pieces of the memory that attention of one head needs beside its operands.</summary>
internal readonly unsafe struct AttentionScratch
{
    // Probabilities worked on at once: a share of the second-level cache.
    private const int MostChunkFloats = 1 << 15;

    // The widest tile; narrower ones need less.
    private const int PanelWidth = 32;

    private readonly int _tokens;
    private readonly int _headSize;
    private readonly float* _memory;

    public AttentionScratch(float* memory, int tokens, int headSize)
    {
        _memory = memory;
        _tokens = tokens;
        _headSize = headSize;
        ChunkRows = RowsOfChunk(tokens);
    }

    /// <summary>Queries worked on at once.</summary>
    public int ChunkRows { get; }

    /// <summary>Room for a right factor of tokens lines.</summary>
    public float* AcrossTokens => _memory;

    /// <summary>Room for a right factor of head size lines and a depth of tokens.</summary>
    public float* AcrossFeatures => AcrossTokens + LengthAcross(_tokens, _headSize);

    /// <summary>Room for a right factor of head size lines and a depth of chunk rows.</summary>
    public float* ChunkFeatures => AcrossFeatures + LengthAcross(_headSize, _tokens);

    /// <summary>Room for chunk rows x tokens.</summary>
    public float* ChunkScores => ChunkFeatures + LengthAcross(_headSize, ChunkRows);

    /// <summary>Room for another chunk rows x tokens.</summary>
    public float* ChunkDropped => ChunkScores + LengthOfChunk(_tokens, ChunkRows);

    /// <summary>Floats one head needs.</summary>
    public static long Length(int tokens, int headSize)
    {
        var rows = RowsOfChunk(tokens);
        return LengthAcross(tokens, headSize) + LengthAcross(headSize, tokens) + LengthAcross(headSize, rows) + (2 * LengthOfChunk(tokens, rows));
    }

    private static int RowsOfChunk(int tokens) => Math.Clamp(MostChunkFloats / Math.Max(1, tokens), 12, Math.Max(12, tokens));

    private static long LengthAcross(int lines, int depth) => PackedPanels.LengthOf(lines, depth, PanelWidth);

    private static long LengthOfChunk(int tokens, int rows) => (((long)tokens * rows) + PanelWidth) / PanelWidth * PanelWidth;
}
