namespace MLNet.Compression.Training.Data;

/// <summary>Pairs of texts that a model reads one by one: a row is two sequences.</summary>
internal sealed partial class TextDataset
{
    private List<int>? _secondStarts;

    /// <summary>How alike each row's two texts are to be.</summary>
    /// <exception cref="InvalidOperationException">The rows have no similarities but another target.</exception>
    public ReadOnlySpan<Similarity> Similarities => Rows<Similarity>(SimilarityTargets.Plural);

    /// <summary>Appends a pair of texts.</summary>
    /// <param name="first">A text.</param>
    /// <param name="second">Another.</param>
    /// <param name="similarity">How alike they are to be.</param>
    /// <exception cref="ArgumentOutOfRangeException">The similarity is no cosine.</exception>
    /// <exception cref="InvalidOperationException">The rows so far have another target.</exception>
    public void AddPair(ReadOnlyMemory<char> first, ReadOnlyMemory<char> second, Similarity similarity)
    {
        if (!(similarity.Cosine is >= -1 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(similarity), similarity.Cosine, "A cosine lies within -1 and 1.");
        }

        AddTarget(similarity, () => new TargetList<Similarity>(SimilarityTargets.Plural, pairs => new SimilarityTargets(pairs)));
        _scratch.Clear();
        AddCut(_tokenizer.AddTo(_scratch, first.Span, _maxTokens) + _tokenizer.AddTo(_scratch, second.Span, _maxTokens));
        var start = _ids.Count;
        (_secondStarts ??= []).Add(start + _scratch.SequenceStarts[1]);
        AddTokens(_scratch.Ids, _scratch.TokenTypes);
    }
}
