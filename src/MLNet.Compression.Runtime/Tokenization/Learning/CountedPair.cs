namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>Two neighbouring pieces: how often they occur, what merging them is worth, and in which words they do or once did.</summary>
internal sealed class CountedPair(PiecePair pieces)
{
    public PiecePair Pieces => pieces;

    public long Count { get; set; }

    public double Score { get; set; }

    /// <summary>Its place in <see cref="PairQueue"/>; negative where it is not in there.</summary>
    public int Place { get; set; } = -1;

    public List<int> Words { get; } = [];

    /// <summary>Adds a word, of which all pairs are added in turn.</summary>
    public void AddWord(int index)
    {
        if (Words.Count == 0 || Words[^1] != index)
        {
            Words.Add(index);
        }
    }

    /// <summary>Whether it is merged before another pair: at a higher score, or at the same one where its pieces were learnt first.</summary>
    public bool ComesBefore(CountedPair other) => Score != other.Score ? Score > other.Score
        : Pieces.Left != other.Pieces.Left ? Pieces.Left < other.Pieces.Left
        : Pieces.Right < other.Pieces.Right;
}
