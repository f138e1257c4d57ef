using MLNet.Compression.Runtime.Tokenization.Reduction;

namespace MLNet.Compression.Recipes;

/// <summary>The pieces that a student can have: those of its teacher that the texts use most.</summary>
internal sealed class StudentPool
{
    private readonly TextTokenizer _tokenizer;
    private readonly PieceChoice? _choice;
    private readonly PieceTally? _tally;
    private readonly Dictionary<int, long> _packed = [];

    /// <param name="tokenizer">The teacher's tokenizer.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="coverage">The share of their tokens that is enough.</param>
    /// <param name="cancellationToken">Stops the counting.</param>
    public StudentPool(TextTokenizer tokenizer, IEnumerable<string> texts, double coverage, CancellationToken cancellationToken)
    {
        (_tokenizer, Most, Least, Enough) = (tokenizer, tokenizer.Vocabulary.Count, tokenizer.Vocabulary.Count, tokenizer.Vocabulary.Count);
        if (tokenizer is BertTokenizer whole)
        {
            (_choice, _tally) = (new PieceChoice(whole), PieceTally.Of(tokenizer, texts, cancellationToken));
            Least = IndispensablePieces.Of(whole.Vocabulary).Count;
            Enough = Clamp(_choice.ByCoverage(coverage, _tally).Length);
            Most = _choice.ByNumber(Most, _tally).Length;
        }
    }

    /// <summary>Whether there is a choice: pieces of WordPiece alone can be left out.</summary>
    public bool CanCut => _choice is not null;

    /// <summary>All pieces that texts can be split into.</summary>
    public int Most { get; }

    /// <summary>The fewest pieces with which any text can be split.</summary>
    public int Least { get; }

    /// <summary>The pieces that cover the share of the texts.</summary>
    public int Enough { get; }

    /// <summary>The nearest number of pieces that there can be.</summary>
    public int Clamp(int pieces) => Math.Clamp(pieces, Least, Math.Max(Least, Most));

    /// <summary>The fewest pieces, or some more, where a table of the fewest could not be stored so.</summary>
    /// <param name="words">The table's format.</param>
    /// <param name="width">Its features.</param>
    public int LeastFor(QuantizationScheme words, int width)
    {
        var pieces = Least;
        while (pieces < Most && words.FaultFor(pieces, width) is not null)
        {
            pieces = Clamp(2 * pieces);
        }

        return pieces;
    }

    /// <summary>The tokenizer with a number of pieces.</summary>
    public TextTokenizer Of(int pieces) => _choice is null ? _tokenizer : new VocabularyCut((BertTokenizer)_tokenizer, _choice.ByNumber(pieces, _tally!)).Tokenizer;

    /// <summary>Bytes of so many pieces as text.</summary>
    public long TextBytes(int pieces) => Of(pieces).Vocabulary.Pieces.Bytes.Length;

    /// <summary>The same when packed.</summary>
    public long PackedTextBytes(int pieces)
    {
        if (!_packed.TryGetValue(pieces, out var packed))
        {
            packed = _packed[pieces] = PackedBytes.Of(stream => stream.Write(Of(pieces).Vocabulary.Pieces.Bytes));
        }

        return packed;
    }
}
