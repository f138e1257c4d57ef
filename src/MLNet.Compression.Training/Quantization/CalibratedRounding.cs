using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Quantization;

/// <param name="Rows">The most rows to look at.</param>
/// <param name="Damping">A share of the mean square of a layer's inputs.</param>
internal sealed record CalibratedRounding(int Rows, double Damping) : WeightRounding
{
    /// <summary>The most tokens whose states are held in memory.</summary>
    private const long MostTokens = 65536;

    /// <inheritdoc/>
    internal override CalibrationSample SampleOf(TextDataset? data, TextModel model, ulong seed)
    {
        if (data is not { Count: > 0 })
        {
            throw new ArgumentException($"Calibrated rounding needs rows to see what the layers' inputs are, but there are none: give some, or take {nameof(WeightRounding)}.{nameof(Nearest)}.", nameof(data));
        }

        DatasetCheck.RequireTokens(data, model);
        return new CalibrationSample(new RowSample(data, Rows, seed, tokens: MostTokens), Damping);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"calibrated with {Rows} rows, damping {Damping}");
}
