namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>Turns plain text into pieces.</summary>
internal sealed class WordPieceEncoder(Vocabulary vocabulary, TokenizerOptions options)
{
    private readonly WordReader _reader = new(options);
    private readonly PieceTrie _trie = new(vocabulary.Tokens, options.MaxWordLength);
    private readonly int _unknownId = vocabulary.UnknownId;
    private readonly int _maxWordLength = options.MaxWordLength;

    /// <param name="text">The text that offsets refer to.</param>
    /// <param name="start">Where to start in it.</param>
    /// <param name="end">Where to stop.</param>
    /// <param name="sink">Gets the tokens.</param>
    public void Encode<TSink>(ReadOnlySpan<char> text, int start, int end, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        TokenizerScratch scratch = TokenizerScratch.Current;
        text = text[..end];
        while (_reader.Read(text, ref start, scratch.Word))
            EncodeWord(scratch, ref sink);
    }

    private void EncodeWord<TSink>(TokenizerScratch scratch, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        WordBuffer word = scratch.Word;
        Piece[] pieces = scratch.Pieces(Math.Min(word.Length, _maxWordLength));
        int count = word.Length > _maxWordLength ? 0 : _trie.Segment(word.CodePoints, pieces);
        if (count == 0)
            sink.Add(_unknownId, word.Start, word.End);
        for (int i = 0, position = 0; i < count; i++)
        {
            int next = position + pieces[i].Length;
            sink.Add(pieces[i].Id, word.StartOf(position), word.EndOf(next - 1));
            position = next;
        }
    }
}
