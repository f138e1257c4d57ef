namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>A thread's working memory, so that a warm tokenizer allocates nothing.</summary>
internal sealed class TokenizerScratch
{
    [ThreadStatic]
    private static TokenizerScratch? _current;

    private int[] _codes = new int[128];
    private Piece[] _pieces = new Piece[128];

    public static TokenizerScratch Current => _current ??= new TokenizerScratch();

    public WordBuffer Word { get; } = new();

    public AsciiBlock Block { get; } = new();

    /// <summary>Room for the codes of at least this many code points.</summary>
    public Span<int> Codes(int count)
    {
        if (_codes.Length < count)
        {
            _codes = new int[2 * count];
        }

        return _codes.AsSpan(0, count);
    }

    /// <summary>Room for at least this many pieces.</summary>
    public Piece[] Pieces(int count)
    {
        if (_pieces.Length < count)
        {
            _pieces = new Piece[2 * count];
        }

        return _pieces;
    }
}
