namespace MLNet.Compression.Runtime.Models;

/// <summary>The weights of one transformer layer, of which each half may be another layer's too.</summary>
/// <param name="Attention">The first half.</param>
/// <param name="FeedForward">The second half.</param>
internal sealed record LayerWeights(AttentionWeights Attention, FeedForwardWeights FeedForward)
{
    /// <summary>The matrices in order of use.</summary>
    public IEnumerable<LinearWeights> Linears => [Attention.QueryKeyValue, Attention.Output, FeedForward.Intermediate, FeedForward.Output];
}
