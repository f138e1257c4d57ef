namespace MLNet.Compression.Runtime.Tokenization.Reduction;

/// <summary>Chooses the pieces of a vocabulary that are kept.</summary>
/// <remarks>
/// The indispensable ones first, then what the corpus uses, most frequent first. Where a number is asked for and the corpus uses fewer, the
/// others follow by their frequency in a general corpus, or without one in the vocabulary's own order, which in published vocabularies is
/// about that of their frequency.
/// </remarks>
internal sealed class PieceChoice
{
    private readonly Vocabulary _vocabulary;
    private readonly TokenizerOptions _options;
    private readonly IReadOnlyList<int> _indispensable;

    public PieceChoice(BertTokenizer tokenizer)
    {
        (_vocabulary, _options) = (tokenizer.Vocabulary, tokenizer.Options);
        _indispensable = IndispensablePieces.Of(_vocabulary);
    }

    /// <summary>A number of pieces.</summary>
    /// <param name="pieces">How many; all of them where the vocabulary has no more.</param>
    /// <param name="corpus">The texts that the model is for.</param>
    /// <param name="general">Other texts; null for none.</param>
    /// <returns>Ids, ascending.</returns>
    /// <exception cref="ArgumentException">There are more indispensable pieces.</exception>
    public int[] ByNumber(int pieces, PieceTally corpus, PieceTally? general = null) => pieces < _indispensable.Count
        ? throw new ArgumentException(FormattableString.Invariant(
            $"{pieces:N0} pieces are asked for, but special tokens and single characters, without which texts could not be split, are {_indispensable.Count:N0} of the vocabulary's {_vocabulary.Count:N0} pieces: ask for at least so many."))
        : [.. _indispensable.Concat(Used(corpus)).Concat(Others(general)).Distinct().Take(pieces).Order()];

    /// <summary>The fewest pieces that cover a share of a corpus's tokens.</summary>
    /// <param name="coverage">The share, 0 to 1.</param>
    /// <param name="corpus">The corpus.</param>
    /// <returns>Ids, ascending.</returns>
    public int[] ByCoverage(double coverage, PieceTally corpus)
    {
        var kept = new SortedSet<int>(_indispensable);
        var (covered, wanted) = (kept.Sum(id => corpus[id]), coverage * corpus.Total);
        foreach (var id in Used(corpus).Where(id => !kept.Contains(id)).ToArray())
        {
            if (covered >= wanted)
            {
                break;
            }

            covered += corpus[id];
            kept.Add(id);
        }

        return [.. kept];
    }

    private IEnumerable<int> Used(PieceTally corpus) => Enumerable.Range(0, _vocabulary.Count).Where(id => corpus[id] > 0).OrderByDescending(id => corpus[id]);

    private IEnumerable<int> Others(PieceTally? general)
    {
        var reachable = new ReachablePieces(_vocabulary, _options);
        var inOrder = Enumerable.Range(0, _vocabulary.Pieces.Count).Where(reachable.Contains);
        return general is null ? inOrder : Used(general).Concat(inOrder);
    }
}
