namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>A thread's working memory, so that a warm tokenizer allocates nothing.</summary>
internal sealed class TokenizerScratch
{
    [ThreadStatic]
    private static TokenizerScratch? t_current;

    private Piece[] _pieces = new Piece[128];

    public static TokenizerScratch Current => t_current ??= new TokenizerScratch();

    public WordBuffer Word { get; } = new();

    public List<int> FirstIds { get; } = [];

    public List<int> SecondIds { get; } = [];

    /// <summary>Room for at least this many pieces.</summary>
    public Piece[] Pieces(int count)
    {
        if (_pieces.Length < count)
            _pieces = new Piece[2 * count];
        return _pieces;
    }
}
