namespace MLNet.Compression.Training.Augmentation;

/// <summary>The words whose vectors are nearest by cosine, looked up in small letters (TinyBERT, Jiao et al. 2020, algorithm 1). Safe for several threads.</summary>
/// <remarks>Neighbours are remembered, as texts have the same words again and again; when they are too many, all are forgotten.</remarks>
internal sealed class WordVectorCandidates(WordVectors vectors, int most) : IWordCandidates
{
    private const int MostRemembered = 50_000;

    private readonly Dictionary<string, IReadOnlyList<string>> _remembered = new(StringComparer.Ordinal);

    public IReadOnlyList<IReadOnlyList<string>> CandidatesFor(string text, IReadOnlyList<TextWord> words, CancellationToken cancellationToken)
    {
        var candidates = new List<IReadOnlyList<string>>();
        foreach (var word in words)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var nearest = Nearest(word.In(text).ToString().ToLowerInvariant());
            candidates.Add([.. nearest.Select(neighbour => LetterCase.Like(word.In(text), neighbour))]);
        }

        return candidates;
    }

    private IReadOnlyList<string> Nearest(string word)
    {
        lock (_remembered)
        {
            if (!_remembered.TryGetValue(word, out var nearest))
            {
                nearest = vectors.Nearest(word, most);
                if (_remembered.Count == MostRemembered)
                {
                    _remembered.Clear();
                }

                _remembered.Add(word, nearest);
            }

            return nearest;
        }
    }
}
