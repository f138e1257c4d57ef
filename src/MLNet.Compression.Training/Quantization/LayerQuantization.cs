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

    /// <summary>The matrix of queries, keys and values; null, the default, for that of <see cref="Attention"/>.</summary>
    public QuantizationScheme? QueryKeyValue { get; init; }

    /// <summary>The matrix behind the heads; null, the default, for that of <see cref="Attention"/>.</summary>
    public QuantizationScheme? AttentionOutput { get; init; }

    /// <summary>The matrix before the neurons; null, the default, for that of <see cref="FeedForward"/>.</summary>
    public QuantizationScheme? Intermediate { get; init; }

    /// <summary>The matrix behind the neurons; null, the default, for that of <see cref="FeedForward"/>.</summary>
    public QuantizationScheme? Output { get; init; }

    /// <summary>Whether it says something of the attention.</summary>
    internal bool NamesAttention => (Attention ?? QueryKeyValue ?? AttentionOutput) is not null;

    /// <summary>Whether it says something of the feed-forward network.</summary>
    internal bool NamesFeedForward => (FeedForward ?? Intermediate ?? Output) is not null;

    /// <summary>The schemes that it has, each with its name.</summary>
    internal IEnumerable<(string Name, QuantizationScheme Scheme)> Parts =>
        from part in new (string Name, QuantizationScheme? Scheme)[]
        {
            ("attention", Attention),
            ("feed-forward", FeedForward),
            ("queries, keys and values", QueryKeyValue),
            ("attention output", AttentionOutput),
            ("feed-forward input", Intermediate),
            ("feed-forward output", Output),
        }
        where part.Scheme is not null
        select ($"{part.Name} of layer {Layer}", part.Scheme);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Parts.Select(part => $"{part.Name} {part.Scheme}"));

    /// <summary>With the schemes of another one, where that has any.</summary>
    internal LayerQuantization With(LayerQuantization other) => this with
    {
        Attention = other.Attention ?? Attention,
        FeedForward = other.FeedForward ?? FeedForward,
        QueryKeyValue = other.QueryKeyValue ?? QueryKeyValue,
        AttentionOutput = other.AttentionOutput ?? AttentionOutput,
        Intermediate = other.Intermediate ?? Intermediate,
        Output = other.Output ?? Output,
    };
}
