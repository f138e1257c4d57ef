namespace MLNet.Compression.Training.Data;

/// <summary>What masked language modelling may hide, how readily, and what it puts in its place.</summary>
internal sealed class MaskablePieces
{
    private readonly double[] _weights;
    private readonly int[] _replacements;

    /// <summary>Pieces are hidden in proportion to max(count, 1)^−s, as DistilBERT's code has it (Sanh et al. 2019); special ones never.</summary>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="counts">How often each piece occurs.</param>
    /// <param name="smoothing">s: 0 hides all tokens alike, as BERT does; DistilBERT takes 0.7, after XLM (Lample and Conneau 2019), so that rare pieces are learnt too.</param>
    /// <exception cref="ArgumentException">The vocabulary has no mask piece, or nothing but special pieces.</exception>
    public MaskablePieces(Vocabulary vocabulary, ReadOnlySpan<long> counts, double smoothing)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        MaskId = vocabulary.MaskId
            ?? throw new ArgumentException("The vocabulary has no [MASK] piece, which masked language modelling puts in the place of others: use a model whose vocabulary has one.", nameof(vocabulary));
        _weights = new double[vocabulary.Count];
        var special = SpecialOf(vocabulary);
        for (var id = 0; id < _weights.Length; id++)
        {
            _weights[id] = special.Contains(id) ? 0 : Math.Pow(Math.Max(counts[id], 1), -smoothing);
        }

        _replacements = [.. Enumerable.Range(0, vocabulary.Count).Where(id => !special.Contains(id) && IsWord(vocabulary[id]))];
        if (_replacements.Length == 0)
        {
            throw new ArgumentException("The vocabulary has special pieces only, so there is nothing to hide.", nameof(vocabulary));
        }
    }

    /// <summary>The piece that stands where another is hidden.</summary>
    public int MaskId { get; }

    /// <summary>The pieces that may stand in the place of another: all but special, unused and empty ones.</summary>
    public ReadOnlySpan<int> Replacements => _replacements;

    /// <summary>How readily a piece is hidden; 0 for one that never is.</summary>
    public double WeightOf(int id) => _weights[id];

    private static HashSet<int> SpecialOf(Vocabulary vocabulary) =>
    [
        vocabulary.PaddingId, vocabulary.UnknownId, vocabulary.ClassificationId, vocabulary.SeparatorId, vocabulary.MaskId!.Value,
        .. vocabulary.AddedTokens.Select(token => token.Id),
    ];

    private static bool IsWord(string piece) => piece.Length > 0 && !(piece.StartsWith("[unused", StringComparison.Ordinal) && piece[^1] == ']');
}
