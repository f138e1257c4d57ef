namespace MLNet.Compression.Training.Quantization.Clips;

/// <summary>What a calibration sees of the inputs of one layer: a histogram of magnitudes whose bins grow with them, and the ends.</summary>
/// <remarks>The width of a bin is a power of two. A magnitude beyond the last bin doubles it, so that the largest one seen is in the upper half of the bins.</remarks>
internal sealed class ClipHistogram
{
    /// <summary>Number of bins.</summary>
    public const int Bins = 2048;

    private readonly long[] _counts = new long[Bins];
    private double _sum;

    /// <summary>How many magnitudes each bin has.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>The width of a bin: bin i has the magnitudes from i x width up to, not with, (i + 1) x width.</summary>
    public double Width { get; private set; } = Math.Pow(2, -24);

    /// <summary>Values seen.</summary>
    public long Count { get; private set; }

    /// <summary>The least value seen, or 0 if that is less.</summary>
    public float Least { get; private set; }

    /// <summary>The greatest value seen, or 0 if that is more.</summary>
    public float Greatest { get; private set; }

    /// <summary>The largest magnitude seen.</summary>
    public double Largest => Math.Max(-Least, Greatest);

    /// <summary>The mean magnitude; 0 where nothing was seen.</summary>
    public double MeanMagnitude => _sum / Math.Max(1, Count);

    /// <summary>Counts values.</summary>
    /// <exception cref="ArgumentException">One is not finite.</exception>
    public void Add(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (!float.IsFinite(value))
            {
                throw new ArgumentException($"An input is {value}.", nameof(values));
            }

            var magnitude = Math.Abs((double)value);
            while (magnitude >= Width * Bins)
            {
                WidenBins();
            }

            _counts[(int)(magnitude / Width)]++;
            _sum += magnitude;
            (Least, Greatest) = (Math.Min(Least, value), Math.Max(Greatest, value));
        }

        Count += values.Length;
    }

    private void WidenBins()
    {
        for (var i = 0; i < Bins / 2; i++)
        {
            _counts[i] = _counts[2 * i] + _counts[(2 * i) + 1];
        }

        _counts.AsSpan(Bins / 2).Clear();
        Width *= 2;
    }
}
