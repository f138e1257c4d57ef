using System.Text;
using MLNet.Compression.Runtime.Tokenization.Learning;
using MLNet.Compression.Runtime.Tokenization.WordPiece;

namespace MLNet.Compression.Runtime.Tokenization.Reduction;

/// <summary>Which pieces a text can be split into at all: none that normalising or splitting into words would change, such as [unused0].</summary>
internal sealed class ReachablePieces(Vocabulary vocabulary, TokenizerOptions options)
{
    private readonly WordReader _reader = new(options);
    private readonly WordBuffer _word = new();
    private readonly StringBuilder _text = new();

    /// <param name="id">A piece that is no added token.</param>
    public bool Contains(int id)
    {
        var piece = vocabulary.Pieces.Decode(id);
        var text = piece.Length > PieceList.ContinuationPrefix.Length && piece.StartsWith(PieceList.ContinuationPrefix, StringComparison.Ordinal) ? piece[PieceList.ContinuationPrefix.Length..] : piece;
        var position = 0;
        if (!_reader.Read(text, ref position, _word) || position < text.Length || _word.Length > options.MaxWordLength)
        {
            return false;
        }

        _text.Clear();
        foreach (var codePoint in _word.CodePoints)
        {
            _text.Append(new Rune(codePoint).ToString());
        }

        return _text.Equals(text) && IndispensablePieces.IsFound(vocabulary, id);
    }
}
