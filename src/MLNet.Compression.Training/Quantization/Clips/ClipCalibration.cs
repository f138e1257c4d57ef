using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Training.Quantization.Clips;

namespace MLNet.Compression;

/// <summary>How the range of a layer's inputs is chosen before it is learnt, from what a sample of texts gives. Equal by value.</summary>
/// <remarks>
/// Each choice is a bound c on magnitudes. The range is from −c to c, or less far where no input is that far from 0, in integers at equal distances of
/// which one is 0.
/// </remarks>
public abstract record ClipCalibration
{
    private protected ClipCalibration(string name) => Name = name;

    /// <summary>The bound that loses the least information: least Kullback-Leibler divergence from the histogram of the rounded magnitudes to that of the magnitudes, those beyond the bound counted at it (Migacz 2017).</summary>
    public static ClipCalibration KullbackLeibler { get; } = new DivergenceCalibration();

    /// <summary>2 · mean|x| · √(2^(b−1) − 1), the start of learned step size quantisation with signed integers (Esser et al. 2020).</summary>
    public static ClipCalibration Mean { get; } = new MeanCalibration();

    /// <summary>What tells it from all others, in messages too.</summary>
    internal string Name { get; }

    /// <summary>The bound that no more than a share of the magnitudes is beyond.</summary>
    /// <param name="share">The share of the magnitudes within the bound, above 0, at most 1; 1 for the largest magnitude.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is out of range.</exception>
    public static ClipCalibration Percentile(double share) => new PercentileCalibration(share);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    /// <summary>The range for what was seen; that of [−1, 1] where nothing but 0 was.</summary>
    internal InputClip RangeOf(ClipHistogram seen, int bits) => RangeOf(seen, bits, ClipOf(seen, bits));

    /// <summary>The range of a bound.</summary>
    private protected static InputClip RangeOf(ClipHistogram seen, int bits, double clip)
    {
        var largest = (1 << bits) - 1;
        var (low, high) = (Math.Max(seen.Least, -clip), Math.Min(seen.Greatest, clip));
        (low, high) = high > low ? (low, high) : (-1, 1);
        var scale = (high - low) / largest;
        return new InputClip((float)scale, (int)Math.Round(-low / scale), largest);
    }

    /// <summary>c.</summary>
    private protected abstract double ClipOf(ClipHistogram seen, int bits);
}
