namespace MLNet.Compression.Training.Quantization.Clips;

internal sealed record MeanCalibration() : ClipCalibration("mean")
{
    private protected override double ClipOf(ClipHistogram seen, int bits) => 2 * seen.MeanMagnitude * Math.Sqrt((1 << (bits - 1)) - 1);
}
