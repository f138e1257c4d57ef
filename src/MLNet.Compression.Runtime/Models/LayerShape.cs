namespace MLNet.Compression;

/// <summary>The size of one transformer layer. Structured pruning makes layers of one model differ.</summary>
/// <param name="Heads">Number of attention heads; 0 where all are cut out, and attention gives its output's bias to every token.</param>
/// <param name="HeadSize">Features of one head; at least 1 even where there are no heads.</param>
/// <param name="FeedForwardSize">Features between the two feed-forward matrices; 0 where all neurons are cut out, and the network gives its output's bias to every token.</param>
public sealed record LayerShape(int Heads, int HeadSize, int FeedForwardSize)
{
    /// <summary>Features of all heads together: the width of queries, keys and values.</summary>
    public int AttentionSize => Heads * HeadSize;
}
