using MLNet.Compression.Training.Quantization;

namespace MLNet.Compression;

/// <summary>The number format of a quantised model's weights.</summary>
/// <remarks>
/// Layers multiply in int8, with activations of 7 bits and a scale for each token; those with a codebook or in fp16 multiply in fp32. The model's
/// last layer is always <see cref="Int8"/>.
/// </remarks>
public sealed class QuantizationScheme
{
    private QuantizationScheme(WeightQuantizer weights) => Weights = weights;

    /// <summary>16 bits a weight, in floating point: half the bytes of fp32, with which it multiplies, at hardly any loss.</summary>
    public static QuantizationScheme Float16 { get; } = new(WeightQuantizer.Float16);

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

    /// <summary>
    /// For embeddings alone: each word embedding is cut into <paramref name="parts"/>, and each part is one of 2^<paramref name="bits"/> vectors, which are found by
    /// k-means (product quantisation, Jégou et al. 2011) and stored as <see cref="Int8"/>. An embedding takes parts x bits bits. Quantisation-aware training
    /// learns the vectors. Embeddings of positions and token types, which are few, are <see cref="Int8"/>.
    /// </summary>
    /// <param name="parts">Parts of an embedding; they divide its features. A quarter to an eighth of the features is usual.</param>
    /// <param name="bits">Bits of a part, 2 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parts"/> is not positive, or <paramref name="bits"/> is out of range.</exception>
    public static QuantizationScheme ProductRows(int parts, int bits = 8) => new(WeightQuantizer.ProductRows(parts, bits));

    /// <summary>For embeddings alone: each word embedding is one of <paramref name="count"/> vectors, found by k-means, so that words share them. Otherwise as <see cref="ProductRows"/>.</summary>
    /// <param name="count">The vectors, 2 to 4,096, and fewer than words.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is out of range.</exception>
    public static QuantizationScheme KMeansRows(int count) => new(WeightQuantizer.KMeansRows(count));

    /// <inheritdoc/>
    public override string ToString() => Weights.Name;
}
