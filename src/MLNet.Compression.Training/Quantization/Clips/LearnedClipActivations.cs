using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Training.Quantization.Clips;

internal sealed record LearnedClipActivations : ActivationScheme
{
    public const int LeastBits = 2;
    public const int MostBits = 7;
    private readonly int _bits;
    private readonly ClipCalibration _calibration;

    public LearnedClipActivations(int bits, ClipCalibration calibration)
        : base($"a learnt clip of {bits} bits from {calibration}")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, LeastBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, MostBits);
        (_bits, _calibration) = (bits, calibration);
    }

    /// <summary>The range to begin with.</summary>
    public InputClip RangeOf(ClipHistogram seen) => _calibration.RangeOf(seen, _bits);
}
