namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>Orders pairs: the most frequent first; of equally frequent ones that of the pieces learnt first.</summary>
internal readonly record struct PairPriority(long Count, PiecePair Pair) : IComparable<PairPriority>
{
    public int CompareTo(PairPriority other)
    {
        var order = other.Count.CompareTo(Count);
        if (order == 0)
        {
            order = Pair.Left.CompareTo(other.Pair.Left);
        }

        return order != 0 ? order : Pair.Right.CompareTo(other.Pair.Right);
    }
}
