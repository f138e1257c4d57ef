namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>How often a pair occurs, and in which words it does or once did.</summary>
internal sealed class PairOccurrences
{
    public long Count { get; set; }

    public HashSet<int> Words { get; } = [];
}
