using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Quantization;

namespace MLNet.Compression;

/// <summary>How the weights of a trained model become those of a number format. Equal by value.</summary>
public abstract record WeightRounding
{
    private protected WeightRounding()
    {
    }

    /// <summary>Each weight becomes what is nearest to it. Needs no data.</summary>
    public static WeightRounding Nearest { get; } = new NearestRounding();

    /// <summary>
    /// The weights of each layer are rounded so that its outputs for a sample of rows change little: column by column, each making up for the errors of those
    /// before it (GPTQ, Frantar et al. 2023), from the first layer to the last, with the inputs that each gets in the rounded model. Labels are not read.
    /// </summary>
    /// <remarks>
    /// Embeddings are looked up, not multiplied, and weights in <see cref="QuantizationScheme.Float16"/> hardly change: both become what is nearest. The scale of a
    /// row is the one of least squared error, also of <see cref="QuantizationScheme.Int8"/> and <see cref="QuantizationScheme.Ternary"/>.
    /// </remarks>
    /// <param name="rows">The most rows to look at, of which a seeded sample is taken and no more than 65,536 tokens. Should give several times as many tokens as layers have inputs.</param>
    /// <param name="damping">What is added to the squares of the inputs, as a share of their mean: the less, the closer the weights follow the sample.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no rows, or the damping is not positive or not finite.</exception>
    public static WeightRounding Calibrated(int rows = 256, double damping = 0.01)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        if (!(damping > 0 && double.IsFinite(damping)))
        {
            throw new ArgumentOutOfRangeException(nameof(damping), damping, "The damping has to be positive and finite, as 0.01 is.");
        }

        return new CalibratedRounding(rows, damping);
    }

    /// <summary>The rows to look at; null where none are needed.</summary>
    /// <exception cref="ArgumentException">Some are needed and there are none, or they don't fit the model.</exception>
    internal virtual CalibrationSample? SampleOf(TextDataset? data, TextModel model, ulong seed) => null;
}
