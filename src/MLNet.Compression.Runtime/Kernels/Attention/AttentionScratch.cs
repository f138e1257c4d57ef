using MLNet.Compression.Runtime.Kernels.Products;

namespace MLNet.Compression.Runtime.Kernels.Attention;

/// <summary>The pieces of the memory that attention of one head needs beside its operands.</summary>
internal readonly unsafe struct AttentionScratch
{
    // Probabilities worked on at once: a share of the second-level cache.
    private const int MostBlockFloats = 1 << 15;

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
        BlockRows = RowsOfBlock(tokens);
    }

    /// <summary>Queries worked on at once.</summary>
    public int BlockRows { get; }

    /// <summary>Room for a right factor of tokens lines.</summary>
    public float* AcrossTokens => _memory;

    /// <summary>Room for a right factor of head size lines and tokens steps.</summary>
    public float* AcrossFeatures => AcrossTokens + LengthAcross(_tokens, _headSize);

    /// <summary>Room for a right factor of head size lines and block rows steps.</summary>
    public float* BlockFeatures => AcrossFeatures + LengthAcross(_headSize, _tokens);

    /// <summary>Room for block rows x tokens.</summary>
    public float* BlockScores => BlockFeatures + LengthAcross(_headSize, BlockRows);

    /// <summary>Room for another block rows x tokens.</summary>
    public float* BlockDropped => BlockScores + LengthOfBlock(_tokens, BlockRows);

    /// <summary>Floats one head needs.</summary>
    public static long Length(int tokens, int headSize)
    {
        var rows = RowsOfBlock(tokens);
        return LengthAcross(tokens, headSize) + LengthAcross(headSize, tokens) + LengthAcross(headSize, rows) + (2 * LengthOfBlock(tokens, rows));
    }

    private static int RowsOfBlock(int tokens) => Math.Clamp(MostBlockFloats / Math.Max(1, tokens), 12, Math.Max(12, tokens));

    private static long LengthAcross(int lines, int steps) => PackedPanels.LengthOf(lines, steps, PanelWidth);

    private static long LengthOfBlock(int tokens, int rows) => (((long)tokens * rows) + PanelWidth) / PanelWidth * PanelWidth;
}
