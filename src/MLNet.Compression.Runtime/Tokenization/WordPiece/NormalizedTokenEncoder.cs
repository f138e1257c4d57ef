namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>Turns text into tokens where some added tokens are to be found in normalised text: normalises, finds them, and splits what is between.</summary>
internal sealed class NormalizedTokenEncoder
{
    private readonly TokenizerOptions _options;
    private readonly AddedTokenFinder _finder;
    private readonly WordPieceEncoder _encoder;

    private NormalizedTokenEncoder(TokenizerOptions options, AddedTokenFinder finder, WordPieceEncoder encoder) =>
        (_options, _finder, _encoder) = (options, finder, encoder);

    /// <summary>An encoder for tokens; null if none of them is to be found in normalised text.</summary>
    public static NormalizedTokenEncoder? Of(IEnumerable<AddedToken> tokens, Vocabulary vocabulary, TokenizerOptions options)
    {
        var normalized = new NormalizedText(options);
        List<AddedToken> found = [];
        foreach (var token in tokens.Where(token => token.IsNormalized))
        {
            normalized.Load(token.Text, 0, token.Text.Length);
            if (!normalized.Text.IsEmpty)
            {
                found.Add(token with { Text = normalized.Text.ToString() });
            }
        }

        if (found.Count == 0)
        {
            return null;
        }

        var asItIs = options with { CleanText = false, SplitCjk = false, LowerCase = false, StripAccents = false };
        return new NormalizedTokenEncoder(options, new AddedTokenFinder(found), new WordPieceEncoder(vocabulary, asItIs));
    }

    /// <inheritdoc cref="WordPieceEncoder.Encode"/>
    public void Encode<TSink>(ReadOnlySpan<char> text, int start, int end, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        var normalized = new NormalizedText(_options);
        normalized.Load(text, start, end);
        var tokens = new TokenizedText();
        var normalizedSink = new TokenizedTextSink(tokens);
        int position = 0, search = 0;
        for (; _finder.Find(normalized.Text, position, ref search, out var added); position = added.End)
        {
            _encoder.Encode(normalized.Text, position, added.Start, ref normalizedSink);
            normalizedSink.Add(added.Id, added.Start, added.End);
        }

        _encoder.Encode(normalized.Text, position, normalized.Text.Length, ref normalizedSink);
        foreach (var token in tokens.Tokens)
        {
            sink.Add(token.Id, normalized.StartOf(token.Start), normalized.EndOf(token.End - 1));
        }
    }
}
