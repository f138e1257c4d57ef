namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>Merges pairs of neighbouring pieces, the best first, and keeps all counts and scores up to date.</summary>
internal sealed class MergeLearner
{
    private readonly PieceList _pieces;
    private readonly SegmentedWords _words;
    private readonly MergeScore _score;
    private readonly int _minFrequency;
    private readonly Dictionary<PiecePair, CountedPair> _pairs = [];
    private readonly PairQueue _queue = new();
    private readonly HashSet<CountedPair> _changed = [];
    private readonly PieceTotals _totals = new();

    /// <param name="pieces">The alphabet; gets the new pieces.</param>
    /// <param name="words">Words of characters in the alphabet.</param>
    /// <param name="score">What a merge is worth.</param>
    /// <param name="minFrequency">Rarer pairs are not merged.</param>
    public MergeLearner(PieceList pieces, SegmentedWords words, MergeScore score, int minFrequency)
    {
        (_pieces, _words, _score, _minFrequency) = (pieces, words, score, minFrequency);
        for (var index = 0; index < words.Count; index++)
        {
            Count(index, newPiece: null);
        }

        Refresh();
    }

    /// <summary>Merges one pair everywhere, which adds its piece unless another pair has made it already.</summary>
    /// <returns>False where no pair is frequent enough.</returns>
    public bool MergeBestPair()
    {
        while (_queue.TryPeek(out var best))
        {
            // Scores are renewed as counts of pairs and pieces change; the number of all pieces, as which falls they fall, counts when a pair's turn comes.
            var score = ScoreOf(best);
            if (score == best.Score)
            {
                Merge(best);
                return true;
            }

            best.Score = score;
            _queue.Update(best);
        }

        return false;
    }

    private double ScoreOf(CountedPair pair)
    {
        var (left, right) = pair.Pieces;
        return _score.Of(pair.Count, _totals[left], _totals[right], left == right, _totals.All);
    }

    private void Merge(CountedPair pair)
    {
        var merged = _pieces.GetOrAddMerged(pair.Pieces);
        foreach (var index in pair.Words)
        {
            if (_words.Contains(index, pair.Pieces))
            {
                Uncount(index);
                _words.Merge(index, pair.Pieces, merged);
                Count(index, merged);
            }
        }

        if (_score.ReadsPieces)
        {
            _changed.UnionWith(_totals.PairsOf(pair.Pieces.Left));
            _changed.UnionWith(_totals.PairsOf(pair.Pieces.Right));
            _changed.UnionWith(_totals.PairsOf(merged));
        }

        Refresh();
    }

    private void Uncount(int index)
    {
        var pieces = _words[index];
        var count = _words.CountOf(index);
        _totals.Add(pieces, -count);
        for (var i = 1; i < pieces.Length; i++)
        {
            var pair = _pairs[new PiecePair(pieces[i - 1], pieces[i])];
            pair.Count -= count;
            _changed.Add(pair);
        }
    }

    /// <param name="index">A word.</param>
    /// <param name="newPiece">The only piece that the word did not have before; null where all are new.</param>
    private void Count(int index, int? newPiece)
    {
        var pieces = _words[index];
        var count = _words.CountOf(index);
        _totals.Add(pieces, count);
        for (var i = 1; i < pieces.Length; i++)
        {
            var pair = PairOf(new PiecePair(pieces[i - 1], pieces[i]));
            pair.Count += count;
            _changed.Add(pair);
            if (newPiece is null || pieces[i - 1] == newPiece || pieces[i] == newPiece)
            {
                pair.AddWord(index);
            }
        }
    }

    private CountedPair PairOf(PiecePair pieces)
    {
        if (!_pairs.TryGetValue(pieces, out var pair))
        {
            _pairs.Add(pieces, pair = new CountedPair(pieces));
            if (_score.ReadsPieces)
            {
                _totals.AddPair(pair);
            }
        }

        return pair;
    }

    private void Refresh()
    {
        foreach (var pair in _changed)
        {
            if (pair.Count >= _minFrequency)
            {
                pair.Score = ScoreOf(pair);
                _queue.Update(pair);
            }
            else
            {
                _queue.Remove(pair);
            }

            if (pair.Count == 0)
            {
                _pairs.Remove(pair.Pieces);
            }
        }

        _changed.Clear();
    }
}
