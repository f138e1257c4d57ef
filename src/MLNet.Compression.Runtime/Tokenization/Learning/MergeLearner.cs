namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>Merges pairs of neighbouring pieces, the most frequent first, and keeps all counts up to date.</summary>
internal sealed class MergeLearner
{
    private readonly PieceList _pieces;
    private readonly int _minFrequency;
    private readonly List<SegmentedWord> _words = [];
    private readonly Dictionary<PiecePair, PairOccurrences> _pairs = [];
    private readonly PriorityQueue<PiecePair, PairPriority> _queue = new();
    private readonly HashSet<PiecePair> _changed = [];

    /// <param name="pieces">The alphabet; gets the new pieces.</param>
    /// <param name="words">Words of characters in the alphabet.</param>
    /// <param name="minFrequency">Rarer pairs are not merged.</param>
    public MergeLearner(PieceList pieces, IEnumerable<CountedWord> words, int minFrequency)
    {
        _pieces = pieces;
        _minFrequency = minFrequency;
        foreach (var word in words)
        {
            _words.Add(new SegmentedWord(word, pieces));
            Count(_words.Count - 1);
        }

        Enqueue();
    }

    /// <summary>Merges one pair everywhere, which adds its piece unless another pair has made it already.</summary>
    /// <returns>False where no pair is frequent enough.</returns>
    public bool MergeMostFrequentPair()
    {
        while (_queue.TryDequeue(out var pair, out var priority))
        {
            // A pair is queued again whenever its count changes, so entries with an old count are passed over.
            if (_pairs.TryGetValue(pair, out var occurrences) && occurrences.Count == priority.Count)
            {
                Merge(pair, occurrences);
                return true;
            }
        }

        return false;
    }

    private void Merge(PiecePair pair, PairOccurrences occurrences)
    {
        var merged = _pieces.GetOrAddMerged(pair);
        foreach (var index in occurrences.Words)
        {
            var word = _words[index];
            foreach (var old in word.Pairs)
            {
                _pairs[old].Count -= word.Count;
                _changed.Add(old);
            }

            word.Merge(pair, merged);
            Count(index);
        }

        _pairs.Remove(pair);
        _changed.Remove(pair);
        Enqueue();
    }

    private void Count(int index)
    {
        var word = _words[index];
        foreach (var pair in word.Pairs)
        {
            if (!_pairs.TryGetValue(pair, out var occurrences))
            {
                _pairs.Add(pair, occurrences = new PairOccurrences());
            }

            occurrences.Count += word.Count;
            occurrences.Words.Add(index);
            _changed.Add(pair);
        }
    }

    private void Enqueue()
    {
        foreach (var pair in _changed)
        {
            if (_pairs.TryGetValue(pair, out var occurrences) && occurrences.Count >= _minFrequency)
            {
                _queue.Enqueue(pair, new PairPriority(occurrences.Count, pair));
            }
        }

        _changed.Clear();
    }
}
