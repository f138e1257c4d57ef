namespace MLNet.Compression.Training.Quantization.Clips;

internal sealed record PercentileCalibration : ClipCalibration
{
    private readonly double _share;

    public PercentileCalibration(double share)
        : base(FormattableString.Invariant($"percentile {share}"))
    {
        _share = share is > 0 and <= 1 ? share : throw new ArgumentOutOfRangeException(nameof(share), share, "The share of magnitudes within a range is above 0, and at most 1.");
    }

    private protected override double ClipOf(ClipHistogram seen, int bits)
    {
        var (within, bin) = (0L, 0);
        while (bin < ClipHistogram.Bins && within < _share * seen.Count)
        {
            within += seen.Counts[bin++];
        }

        return Math.Min(bin * seen.Width, seen.Largest);
    }
}
