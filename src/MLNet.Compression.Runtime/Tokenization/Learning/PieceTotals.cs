namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>How often each piece occurs, and which pairs it is in.</summary>
internal sealed class PieceTotals
{
    private readonly List<long> _counts = [];
    private readonly Dictionary<int, List<CountedPair>> _pairs = [];

    /// <summary>Occurrences of all pieces.</summary>
    public long All { get; private set; }

    /// <summary>How often a piece occurs.</summary>
    public long this[int piece] => _counts[piece];

    public void Add(ReadOnlySpan<int> pieces, long count)
    {
        All += pieces.Length * count;
        foreach (var piece in pieces)
        {
            while (_counts.Count <= piece)
            {
                _counts.Add(0);
            }

            _counts[piece] += count;
        }
    }

    public void AddPair(CountedPair pair)
    {
        ListOf(pair.Pieces.Left).Add(pair);
        if (pair.Pieces.Left != pair.Pieces.Right)
        {
            ListOf(pair.Pieces.Right).Add(pair);
        }
    }

    /// <summary>The pairs of a piece; forgets those that occur no more.</summary>
    public IReadOnlyList<CountedPair> PairsOf(int piece)
    {
        var pairs = ListOf(piece);
        pairs.RemoveAll(static pair => pair.Count == 0);
        return pairs;
    }

    private List<CountedPair> ListOf(int piece)
    {
        if (!_pairs.TryGetValue(piece, out var list))
        {
            _pairs.Add(piece, list = []);
        }

        return list;
    }
}
