using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Quantization;
using MLNet.Compression.Training.Quantization.Clips;

namespace MLNet.Compression;

/// <summary>The number format of a quantised model's weights. Equal by value.</summary>
/// <remarks>Layers multiply in int8, with activations of 7 bits and a scale for each token, or as <see cref="WithActivations"/> has it; those with a codebook or in fp16 multiply in fp32.</remarks>
public abstract record QuantizationScheme
{
    private static readonly RoundedActivations _activations = new();
    private static readonly int[] _groupSizes = [32, 64, 128];

    private protected QuantizationScheme(string name) => Name = name;

    /// <summary>16 bits a weight, in floating point: half the bytes of fp32, with which it multiplies, at hardly any loss.</summary>
    public static QuantizationScheme Float16 { get; } = new Float16Scheme();

    /// <summary>8 bits a weight, with a scale for each output or embedding, max|w| / 127, that follows the weights (Jacob et al. 2018).</summary>
    public static QuantizationScheme Int8 { get; } = new Int8Scheme(ScaleScope.Row);

    /// <summary>2 bits a weight: −s, 0 or s, with a scale for each output or embedding (Li et al. 2016). Wants quantisation-aware training.</summary>
    public static QuantizationScheme Ternary { get; } = new TernaryScheme(ScaleScope.Row);

    /// <summary>
    /// As <see cref="Ternary"/>, with threshold and scale that minimise what rounding costs the loss by the curvature that Adam's second moments stand for: LAT (Hou and
    /// Kwok 2018). Learns them in quantisation-aware training; without it all weights count alike.
    /// </summary>
    public static QuantizationScheme LossAwareTernary { get; } = new LossAwareTernaryScheme(ScaleScope.Row);

    /// <summary>1 bit a weight: −s or s, with a scale for each output or embedding (Rastegari et al. 2016). Wants quantisation-aware training.</summary>
    public static QuantizationScheme Binary { get; } = new BinaryScheme(ScaleScope.Row);

    /// <summary>
    /// 2 bits a weight: −s, 0 or s as <see cref="Ternary"/> has it, and after a split, which changes nothing at first, ±s₁ ± s₂, two binary weights that learn apart: the ternary
    /// weight splitting of BinaryBERT (Bai et al. 2021), whose recipe is <see cref="QuantizationOptions.BinaryBert"/>. The paper starts from a model of half the width
    /// and counts the two as one of the whole width; here they are two codes of one matrix. Other quantisation-aware training splits before its first step; without training
    /// weights stay ternary.
    /// </summary>
    public static QuantizationScheme SplitBinary { get; } = new SplitBinaryScheme(ScaleScope.Row);

    /// <summary>What tells it from all others, in messages too.</summary>
    internal string Name { get; }

    /// <summary>What the scorer does to the input of a layer whose weights are rounded so; null where it multiplies in fp32.</summary>
    internal virtual Parametrization? Activations => _activations;

    /// <summary>The range that the inputs of a layer have in common; null where each token has its own, or they are not rounded.</summary>
    internal virtual LearnedClipActivations? InputClip => null;

    /// <summary>The same for a table, which is looked up and has no inputs.</summary>
    internal virtual QuantizationScheme ForTables => this;

    /// <summary>Whether only word embeddings can be rounded so.</summary>
    internal virtual bool IsForWords => false;

    /// <summary>How the tables beside the word embeddings are rounded, where these are rounded so.</summary>
    internal virtual QuantizationScheme BesideWords => this;

    /// <summary>This scheme, or of its kind the nearest of no more bytes that such a table can have; null where it can have none.</summary>
    /// <param name="rows">Words.</param>
    /// <param name="columns">Features.</param>
    internal virtual QuantizationScheme? For(int rows, int columns) => this;

    /// <summary>2 to 8 bits a weight: integers times a step for each output or embedding. Quantisation-aware training learns the steps (Esser et al. 2020).</summary>
    /// <param name="bits">Bits of a weight, 2 to 8. Below 4, training is wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is out of range.</exception>
    public static QuantizationScheme LearnedStep(int bits) => new LearnedStepScheme(bits);

    /// <summary>
    /// 2 to 8 bits a weight: integers from −2^(bits−1) + 1 to 2^(bits−1) − 1 times a scale for each output or embedding, which minimise what rounding costs the loss by the
    /// curvature that Adam's second moments stand for: LAQ (Hou and Kwok 2018), with one scale a row for the paper's one a layer. Quantisation-aware training finds them;
    /// without it all weights count alike.
    /// </summary>
    /// <param name="bits">Bits of a weight, 2 to 8. With 2 the values are those of <see cref="LossAwareTernary"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is out of range.</exception>
    public static QuantizationScheme LossAware(int bits) => new LossAwareScheme(bits, ScaleScope.Row);

    /// <summary>log2 <paramref name="size"/> bits a weight, rounded up: each matrix or table has so many values of its own, found by k-means (Han et al. 2016).</summary>
    /// <param name="size">Number of values, 2 to 256; 16 takes 4 bits a weight, 256 takes 8.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is out of range.</exception>
    public static QuantizationScheme Codebook(int size) => new CodebookScheme(size);

    /// <summary>As <see cref="Codebook"/>, with values that are means of weights by the curvature that Adam's second moments stand for (Choi et al. 2017), as quantisation-aware training finds them; without it, and in embeddings, all weights count alike.</summary>
    /// <param name="size">Number of values, 2 to 256.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is out of range.</exception>
    public static QuantizationScheme LossAwareCodebook(int size) => new CodebookScheme(size, lossAware: true);

    /// <summary>
    /// For embeddings alone: each word embedding is cut into <paramref name="parts"/>, and each part is one of 2^<paramref name="bits"/> vectors, which are found by
    /// k-means (product quantisation, Jégou et al. 2011) and stored as <see cref="Int8"/>. An embedding takes parts x bits bits. Quantisation-aware training
    /// learns the vectors. Embeddings of positions and token types, which are few, are <see cref="Int8"/>.
    /// </summary>
    /// <param name="parts">Parts of an embedding; they divide its features. A quarter to an eighth of the features is usual.</param>
    /// <param name="bits">Bits of a part, 2 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parts"/> is not positive, or <paramref name="bits"/> is out of range.</exception>
    public static QuantizationScheme ProductRows(int parts, int bits = 8)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, ProductRowsScheme.LeastBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, ProductRowsScheme.MostBits);
        return new ProductRowsScheme(ProductRowsScheme.NameOf(parts, 1 << bits), parts, 1 << bits);
    }

    /// <summary>For embeddings alone: each word embedding is one of <paramref name="count"/> vectors, found by k-means, so that words share them. Otherwise as <see cref="ProductRows"/>.</summary>
    /// <param name="count">The vectors, 2 to 4,096, and fewer than words.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is out of range.</exception>
    public static QuantizationScheme KMeansRows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1 << ProductRowsScheme.MostBits);
        return new ProductRowsScheme($"k-means rows of {count}", parts: 1, count);
    }

    /// <summary>
    /// The same with a scale for each <paramref name="size"/> neighbouring inputs of an output, or features of an embedding, in place of one for all: 16 bits more for each
    /// group, in fp16, to which training rounds as well. Few bits lose less so (Shen et al. 2020); products take longer, as sums are scaled group by group.
    /// </summary>
    /// <param name="size">Inputs of a group: 32, 64 or 128. The last group of an output has what is left.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is another one.</exception>
    /// <exception cref="NotSupportedException">The weights are no integers times a scale.</exception>
    public QuantizationScheme InGroups(int size)
    {
        if (!_groupSizes.Contains(size))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, $"Groups have {string.Join(", ", _groupSizes)} inputs: choose one of these.");
        }

        return WithScope(ScaleScope.Group(size))
            ?? throw new NotSupportedException($"{Name} has no scales that groups could have of their own: choose integers, such as {nameof(LearnedStep)}(4).");
    }

    /// <summary>The same for weights, with inputs that are rounded in a certain way.</summary>
    /// <param name="activations">How.</param>
    /// <exception cref="NotSupportedException">The scheme multiplies in fp32, with inputs as they are.</exception>
    public QuantizationScheme WithActivations(ActivationScheme activations)
    {
        ArgumentNullException.ThrowIfNull(activations);
        return activations is not LearnedClipActivations clip ? ForTables
            : Activations is not null ? new ClippedInputsScheme(ForTables, clip)
            : throw new NotSupportedException($"{Name} multiplies in fp32, with inputs as they are, which can't be clipped: choose weights of integers, such as {nameof(Int8)}.");
    }

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    /// <summary>The same with scales that other weights share; null where there are no scales.</summary>
    internal virtual QuantizationScheme? WithScope(ScaleScope scope) => null;

    /// <summary>What is wrong with rounding a table of such a size so, and the remedy; null for nothing.</summary>
    internal virtual string? FaultFor(int rows, int columns) => null;

    /// <summary>The rounding of one matrix or table, ready for weights as they are now.</summary>
    /// <param name="weight">The matrix or table.</param>
    /// <param name="setting">What else it depends on.</param>
    internal abstract Parametrization Create(Parameter weight, QuantizerSetting setting);

    /// <summary>The values that the weights of a matrix may have, where there is a choice to make for each; null where the nearest is always taken.</summary>
    /// <param name="weight">The matrix, without what is removed.</param>
    /// <param name="setting">What else it depends on.</param>
    internal virtual WeightGrid? GridOf(Tensor weight, QuantizerSetting setting) => null;
}
