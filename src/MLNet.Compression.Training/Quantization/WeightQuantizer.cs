using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

/// <summary>A way to round weights to few bits.</summary>
internal abstract class WeightQuantizer
{
    private protected WeightQuantizer(string name) => Name = name;

    /// <summary>16-bit floating point.</summary>
    public static WeightQuantizer Float16 { get; } = new Float16Quantizer();

    /// <summary>8-bit integers with a scale for each row, max|w| / 127, that follows the weights (Jacob et al. 2018).</summary>
    public static WeightQuantizer Int8 { get; } = new Int8Quantizer();

    /// <summary>−s, 0 or s, with a scale for each row (Li et al. 2016).</summary>
    public static WeightQuantizer Ternary { get; } = new TernaryQuantizer();

    /// <summary>−s or s, with a scale for each row (Rastegari et al. 2016).</summary>
    public static WeightQuantizer Binary { get; } = new BinaryQuantizer();

    /// <summary>The name in messages.</summary>
    public string Name { get; }

    /// <summary>What the scorer does to the input of a layer whose weights are rounded so; null where it multiplies in fp32.</summary>
    internal virtual Parametrization? Activations { get; } = new RoundedActivations();

    /// <summary>Integers of few bits times a learnt step size for each row (Esser et al. 2020).</summary>
    /// <param name="bits">2 to 8.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is out of range.</exception>
    public static WeightQuantizer LearnedStep(int bits) => new LearnedStepQuantizer(bits);

    /// <summary>A few values for each matrix, of which each weight is one (Han et al. 2016).</summary>
    /// <param name="size">Number of values, 2 to 256.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is out of range.</exception>
    public static WeightQuantizer Codebook(int size) => new CodebookQuantizer(size);

    /// <summary>Word embeddings put together of a few vectors for each part of a row (Jégou et al. 2011).</summary>
    /// <param name="parts">Parts of a row, all of the same length.</param>
    /// <param name="bits">Bits of a part: so many times 2 vectors are to choose from; 2 to 12.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static WeightQuantizer ProductRows(int parts, int bits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, ProductRowsQuantizer.LeastBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, ProductRowsQuantizer.MostBits);
        return new ProductRowsQuantizer($"product rows of {parts} x {bits} bits", parts, 1 << bits);
    }

    /// <summary>Word embeddings of which each is one of a few vectors.</summary>
    /// <param name="count">The vectors, 2 to 4,096.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is out of range.</exception>
    public static WeightQuantizer KMeansRows(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1 << ProductRowsQuantizer.MostBits);
        return new ProductRowsQuantizer($"k-means rows of {count}", parts: 1, count);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Whether only word embeddings can be rounded so.</summary>
    internal virtual bool IsForWords => false;

    /// <summary>How the tables beside the word embeddings are rounded, where these are rounded so.</summary>
    internal virtual WeightQuantizer BesideWords => this;

    /// <summary>What is wrong with rounding a table of such a size so, and the remedy; null for nothing.</summary>
    internal virtual string? FaultFor(int rows, int columns) => null;

    /// <summary>The rounding of one matrix or table, ready for weights as they are now.</summary>
    /// <param name="weight">The matrix or table.</param>
    /// <param name="setting">What else it depends on.</param>
    internal abstract Parametrization Create(Parameter weight, QuantizerSetting setting);
}
