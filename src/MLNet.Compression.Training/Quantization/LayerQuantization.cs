using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>Number formats of one layer of a model that differ from those of the other layers. Equal by value.</summary>
/// <param name="Layer">The layer, from 0.</param>
public sealed record LayerQuantization(int Layer) : IOptionParts
{
    /// <summary>Queries, keys, values and the attention's output; null, the default, for what the other layers have.</summary>
    public QuantizationScheme? Attention { get; init; }

    /// <summary>The feed-forward network; null, the default, for what the other layers have.</summary>
    public QuantizationScheme? FeedForward { get; init; }

    /// <summary>The schemes that it has, each with its name.</summary>
    internal IEnumerable<(string Name, QuantizationScheme Scheme)> Parts
    {
        get
        {
            if (Attention is not null)
            {
                yield return ($"attention of layer {Layer}", Attention);
            }

            if (FeedForward is not null)
            {
                yield return ($"feed-forward of layer {Layer}", FeedForward);
            }
        }
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Parts.Select(part => $"{part.Name} {part.Scheme}"));
}
