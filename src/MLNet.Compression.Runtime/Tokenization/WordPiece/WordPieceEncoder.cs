using MLNet.Compression.Runtime.Tokenization.Characters;

namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>Turns plain text into pieces.</summary>
/// <remarks>
/// Words of ASCII letters and digits are found in a bit mask and looked up whole; only what is not found goes to the trie, and only words
/// with other characters to the normaliser.
/// </remarks>
internal sealed class WordPieceEncoder
{
    private readonly WordReader _reader;
    private readonly PieceTrie _trie;
    private readonly WholeWordTable _words;
    private readonly AsciiTable _ascii;
    private readonly int _unknownId;
    private readonly int _maxWordLength;
    private readonly int _maxFastLength;
    private readonly bool _lowerCase;

    public WordPieceEncoder(Vocabulary vocabulary, TokenizerOptions options)
    {
        _reader = new WordReader(options);
        _trie = new PieceTrie(vocabulary.Pieces, options.MaxWordLength);
        _words = new WholeWordTable(vocabulary.Pieces);
        _ascii = new AsciiTable(CharacterTable.For(options), vocabulary, _trie);
        _unknownId = vocabulary.UnknownId;
        _maxWordLength = options.MaxWordLength;
        _maxFastLength = Math.Min(_maxWordLength, WholeWordTable.MaxLength);
        _lowerCase = options.LowerCase;
    }

    /// <param name="text">The text that offsets refer to.</param>
    /// <param name="start">Where to start in it.</param>
    /// <param name="end">Where to stop.</param>
    /// <param name="sink">Gets the tokens.</param>
    public void Encode<TSink>(ReadOnlySpan<char> text, int start, int end, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        var scratch = TokenizerScratch.Current;
        text = text[..end];
        while (start < end)
        {
            var length = Math.Min(end - start, AsciiBlock.Capacity);
            scratch.Block.Load(text.Slice(start, length), _lowerCase);
            start = EncodeBlock(text, start, length, scratch, ref sink);
        }
    }

    /// <returns>Where to go on in the text: behind the block, before a word that the block cuts, or behind one that sticks out of it.</returns>
    private int EncodeBlock<TSink>(ReadOnlySpan<char> text, int origin, int length, TokenizerScratch scratch, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        var block = scratch.Block;
        var position = 0;
        while (position < length)
        {
            var wordLength = block.WordLength(position);
            var end = position + wordLength;
            var cut = end == length && origin + length < text.Length;
            var next = end < length ? _ascii.Kind(block[end]) : AsciiKind.Space;
            if (wordLength > _maxFastLength || next == AsciiKind.General)
            {
                position = EncodeGeneralWord(text, origin + position, scratch, ref sink) - origin;
                continue;
            }

            if (cut && position > 0)
            {
                break;
            }

            if (wordLength > 0)
            {
                EncodeAsciiWord(block, position, wordLength, origin, scratch, ref sink);
            }

            if (next == AsciiKind.Isolated)
            {
                sink.Add(_ascii.Id(block[end]), origin + end, origin + end + 1);
            }

            position = end + 1;
        }

        return Math.Min(origin + position, text.Length);
    }

    private void EncodeAsciiWord<TSink>(
        AsciiBlock block, int position, int length, int origin, TokenizerScratch scratch, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        var start = origin + position;
        var id = _words.Find(block.Word(position, length));
        if (id >= 0)
        {
            sink.Add(id, start, start + length);
            return;
        }

        var codes = scratch.Codes(length);
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = _ascii.Code(block[position + i]);
        }

        var pieces = Segment(codes, scratch);
        if (pieces.IsEmpty)
        {
            sink.Add(_unknownId, start, start + length);
        }

        foreach (var piece in pieces)
        {
            sink.Add(piece.Id, start, start + piece.Length);
            start += piece.Length;
        }
    }

    private int EncodeGeneralWord<TSink>(ReadOnlySpan<char> text, int position, TokenizerScratch scratch, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        var word = scratch.Word;
        if (!_reader.Read(text, ref position, word))
        {
            return position;
        }

        var pieces = word.Length > _maxWordLength ? [] : Segment(CodesOf(word, scratch), scratch);
        if (pieces.IsEmpty)
        {
            sink.Add(_unknownId, word.Start, word.End);
        }

        var start = 0;
        foreach (var piece in pieces)
        {
            var end = start + piece.Length;
            sink.Add(piece.Id, word.StartOf(start), word.EndOf(end - 1));
            start = end;
        }

        return position;
    }

    private ReadOnlySpan<int> CodesOf(WordBuffer word, TokenizerScratch scratch)
    {
        var codes = scratch.Codes(word.Length);
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = _trie.CodeOf(word.CodePoints[i]);
        }

        return codes;
    }

    private ReadOnlySpan<Piece> Segment(ReadOnlySpan<int> codes, TokenizerScratch scratch)
    {
        var pieces = scratch.Pieces(codes.Length);
        return pieces.AsSpan(0, _trie.Segment(codes, pieces));
    }
}
