using System.Runtime.InteropServices;

namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>Words as the pieces learnt so far, in one array.</summary>
internal sealed class SegmentedWords
{
    private readonly List<int> _pieces = [];
    private readonly List<int> _starts = [];
    private readonly List<int> _lengths = [];
    private readonly List<long> _counts = [];

    public int Count => _starts.Count;

    /// <summary>The pieces of a word.</summary>
    public ReadOnlySpan<int> this[int index] => PiecesOf(index);

    /// <summary>How often a word occurs.</summary>
    public long CountOf(int index) => _counts[index];

    /// <summary>Appends a word as single characters.</summary>
    public void Add(CountedWord word, PieceList alphabet)
    {
        _starts.Add(_pieces.Count);
        _counts.Add(word.Count);
        foreach (var character in word.Text.EnumerateRunes())
        {
            _pieces.Add(alphabet[_pieces.Count == _starts[^1] ? character.ToString() : PieceList.ContinuationPrefix + character]);
        }

        _lengths.Add(_pieces.Count - _starts[^1]);
    }

    /// <summary>Whether a pair stands in a word.</summary>
    public bool Contains(int index, PiecePair pair)
    {
        var pieces = PiecesOf(index);
        for (var i = 1; i < pieces.Length; i++)
        {
            if (pieces[i - 1] == pair.Left && pieces[i] == pair.Right)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Replaces a pair wherever it stands in a word, from the left.</summary>
    public void Merge(int index, PiecePair pair, int merged)
    {
        var pieces = PiecesOf(index);
        var kept = 0;
        for (var i = 0; i < pieces.Length; i++)
        {
            var match = i + 1 < pieces.Length && pieces[i] == pair.Left && pieces[i + 1] == pair.Right;
            pieces[kept++] = match ? merged : pieces[i];
            i += match ? 1 : 0;
        }

        _lengths[index] = kept;
    }

    private Span<int> PiecesOf(int index) => CollectionsMarshal.AsSpan(_pieces).Slice(_starts[index], _lengths[index]);
}
