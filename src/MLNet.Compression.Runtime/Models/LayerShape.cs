namespace MLNet.Compression;

/// <summary>The size of one transformer layer. Structured pruning makes layers of one model differ.</summary>
/// <param name="Heads">Number of attention heads.</param>
/// <param name="HeadSize">Features of one head.</param>
/// <param name="FeedForwardSize">Features between the two feed-forward matrices.</param>
public sealed record LayerShape(int Heads, int HeadSize, int FeedForwardSize)
{
    /// <summary>Features of all heads together: the width of queries, keys and values.</summary>
    public int AttentionSize => Heads * HeadSize;
}
