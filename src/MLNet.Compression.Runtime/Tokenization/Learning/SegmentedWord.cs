
namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>A word as the pieces learnt so far.</summary>
internal sealed class SegmentedWord
{
    private readonly List<int> _pieces = [];

    public SegmentedWord(CountedWord word, PieceList pieces)
    {
        Count = word.Count;
        foreach (var character in word.Text.EnumerateRunes())
        {
            _pieces.Add(pieces[_pieces.Count == 0 ? character.ToString() : PieceList.ContinuationPrefix + character]);
        }
    }

    /// <summary>How often the word occurs.</summary>
    public long Count { get; }

    /// <summary>Its neighbouring pieces.</summary>
    public IEnumerable<PiecePair> Pairs
    {
        get
        {
            for (var i = 1; i < _pieces.Count; i++)
            {
                yield return new PiecePair(_pieces[i - 1], _pieces[i]);
            }
        }
    }

    /// <summary>Replaces a pair wherever it stands, from the left.</summary>
    public void Merge(PiecePair pair, int merged)
    {
        var kept = 0;
        for (var i = 0; i < _pieces.Count; i++)
        {
            var match = i + 1 < _pieces.Count && _pieces[i] == pair.Left && _pieces[i + 1] == pair.Right;
            _pieces[kept++] = match ? merged : _pieces[i];
            i += match ? 1 : 0;
        }

        _pieces.RemoveRange(kept, _pieces.Count - kept);
    }
}
