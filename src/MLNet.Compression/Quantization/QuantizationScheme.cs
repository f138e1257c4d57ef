using MLNet.Compression.Training.Quantization;

namespace MLNet.Compression;

/// <summary>The number format of a quantised model's weights.</summary>
/// <remarks>
/// Layers multiply in int8, with activations of 7 bits and a scale for each token; those with a codebook multiply in fp32. The model's
/// last layer is always <see cref="Int8"/>.
/// </remarks>
public sealed class QuantizationScheme
{
    private QuantizationScheme(WeightQuantizer weights) => Weights = weights;

    /// <summary>8 bits a weight, with a scale for each output or embedding.</summary>
    public static QuantizationScheme Int8 { get; } = new(WeightQuantizer.Int8);

    /// <summary>2 bits a weight: −s, 0 or s, with a scale for each output or embedding. Wants quantisation-aware training.</summary>
    public static QuantizationScheme Ternary { get; } = new(WeightQuantizer.Ternary);

    /// <summary>1 bit a weight: −s or s, with a scale for each output or embedding. Wants quantisation-aware training.</summary>
    public static QuantizationScheme Binary { get; } = new(WeightQuantizer.Binary);

    internal WeightQuantizer Weights { get; }

    /// <summary>2 to 8 bits a weight: integers times a step for each output or embedding. Quantisation-aware training learns the steps (Esser et al. 2020).</summary>
    /// <param name="bits">Bits of a weight, 2 to 8. Below 4, training is wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is out of range.</exception>
    public static QuantizationScheme LearnedStep(int bits) => new(WeightQuantizer.LearnedStep(bits));

    /// <summary>log2 <paramref name="size"/> bits a weight, rounded up: each matrix or table has so many values of its own, found by k-means (Han et al. 2016).</summary>
    /// <param name="size">Number of values, 2 to 256; 16 takes 4 bits a weight, 256 takes 8.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is out of range.</exception>
    public static QuantizationScheme Codebook(int size) => new(WeightQuantizer.Codebook(size));

    /// <inheritdoc/>
    public override string ToString() => Weights.Name;
}
