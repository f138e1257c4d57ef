namespace MLNet.Compression.Training.Data;

/// <summary>What masked language modelling may hide of a vocabulary.</summary>
internal sealed class MaskablePieces : IMaskablePieces
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

    /// <summary>For the pieces of a vocabulary as often as they occur in some rows.</summary>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="masking">How readily rare pieces are hidden.</param>
    /// <param name="data">The rows, by the vocabulary's tokenizer.</param>
    /// <exception cref="ArgumentException">The vocabulary has no mask piece, or nothing but special pieces.</exception>
    public static MaskablePieces Of(Vocabulary vocabulary, Masking masking, IEnumerable<TextDataset> data)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        var counts = masking.Rarity == 0 ? new long[vocabulary.Count] : PieceCounts.Of(data, vocabulary.Count);
        return new MaskablePieces(vocabulary, counts, masking.Rarity);
    }

    /// <summary>The piece that stands where another is hidden.</summary>
    public int MaskId { get; }

    /// <summary>The pieces that may stand in the place of another: all but special, unused and empty ones.</summary>
    public ReadOnlySpan<int> Replacements => _replacements;

    /// <inheritdoc/>
    public double WeightOf(int id) => _weights[id];

    /// <inheritdoc/>
    public int MaskOf(int id) => MaskId;

    /// <inheritdoc/>
    public ReadOnlySpan<int> ReplacementsOf(int id) => Replacements;

    private static HashSet<int> SpecialOf(Vocabulary vocabulary) =>
    [
        vocabulary.PaddingId, vocabulary.UnknownId, vocabulary.ClassificationId, vocabulary.SeparatorId, vocabulary.MaskId!.Value,
        .. vocabulary.AddedTokens.Select(token => token.Id),
    ];

    private static bool IsWord(string piece) => piece.Length > 0 && !(piece.StartsWith("[unused", StringComparison.Ordinal) && piece[^1] == ']');
}
