using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

/// <summary>A way to round weights to few bits.</summary>
internal abstract class WeightQuantizer
{
    private protected WeightQuantizer(string name) => Name = name;

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

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The rounding of one matrix or table, ready for weights as they are now.</summary>
    /// <param name="weight">The matrix or table.</param>
    /// <param name="keepsZeros">Whether zeros are removed weights, which stay zero.</param>
    /// <param name="workers">The threads to use.</param>
    internal abstract Parametrization Create(Parameter weight, bool keepsZeros, WorkerPool workers);
}
