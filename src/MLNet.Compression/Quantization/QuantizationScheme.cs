using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression;

/// <summary>The number format of a quantised model's weights and activations.</summary>
public sealed class QuantizationScheme
{
    private QuantizationScheme(ValueFormat weights) => Weights = weights;

    /// <summary>Weights and embeddings of 8 bits with a scale for each output; activations of 8 bits with a scale for each token.</summary>
    public static QuantizationScheme Int8 { get; } = new(ValueFormat.Int8);

    internal ValueFormat Weights { get; }

    /// <inheritdoc/>
    public override string ToString() => Weights.Name;
}
