namespace MLNet.Compression.Training.Layers;

/// <summary>The shares of values that training sets to zero.</summary>
/// <param name="Hidden">After the embeddings, the attention output, the feed-forward output and the pooler.</param>
/// <param name="Attention">On the attention probabilities.</param>
internal sealed record DropoutRates(float Hidden, float Attention)
{
    public static DropoutRates None { get; } = new(0f, 0f);
}
