namespace MLNet.Compression.Training.Quantization.Clips;

/// <summary>Tries bounds at equal distances.</summary>
internal sealed record DivergenceCalibration() : ClipCalibration("Kullback-Leibler")
{
    private const int BinsBetweenBounds = 4;

    private protected override double ClipOf(ClipHistogram seen, int bits)
    {
        var used = seen.Counts.LastIndexOfAnyExcept(0) + 1;
        var (best, least) = (seen.Largest, double.PositiveInfinity);
        for (var bins = used; bins > 0; bins -= BinsBetweenBounds)
        {
            var clip = Math.Min(bins * seen.Width, seen.Largest);
            var range = RangeOf(seen, bits, clip);
            var levels = Math.Max(range.ZeroPoint, range.Largest - range.ZeroPoint);
            if (bins < levels)
            {
                break;
            }

            var divergence = Divergence(seen.Counts[..bins], seen.Count, levels);
            (best, least) = divergence < least ? (clip, divergence) : (best, least);
        }

        return best;
    }

    /// <summary>KL(P ‖ Q): P is the histogram with what is beyond in the last bin, Q that of the bins within, put together to as many as there are levels, and spread evenly over those of their bins that have some.</summary>
    private static double Divergence(ReadOnlySpan<long> within, long all, int levels)
    {
        var (sums, filled, count) = (new long[levels], new int[levels], 0L);
        for (var i = 0; i < within.Length; i++)
        {
            var level = LevelOf(i, within.Length, levels);
            sums[level] += within[i];
            filled[level] += within[i] > 0 ? 1 : 0;
            count += within[i];
        }

        var divergence = 0.0;
        for (var i = 0; i < within.Length; i++)
        {
            var beyond = i == within.Length - 1 ? all - count : 0;
            if (within[i] + beyond > 0)
            {
                var level = LevelOf(i, within.Length, levels);
                var (p, q) = ((double)(within[i] + beyond) / all, within[i] > 0 ? (double)sums[level] / filled[level] / count : 0);
                divergence += p * Math.Log(p / q);
            }
        }

        return divergence;
    }

    private static int LevelOf(int bin, int bins, int levels) => (int)((long)bin * levels / bins);
}
