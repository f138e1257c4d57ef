using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>A few values that stand for all weights of a matrix: the centroids of one-dimensional k-means (Han et al. 2016).</summary>
internal sealed class Codebook
{
    private const int ChunkLength = 4096;
    private readonly double[] _centroids;
    private readonly double[] _boundaries;

    /// <param name="centroids">At least one.</param>
    public Codebook(ReadOnlySpan<double> centroids)
    {
        ArgumentOutOfRangeException.ThrowIfZero(centroids.Length, nameof(centroids));
        _centroids = centroids.ToArray();
        Array.Sort(_centroids);
        _boundaries = new double[centroids.Length - 1];
        SetBoundaries();
    }

    /// <summary>The values, ascending.</summary>
    public ReadOnlySpan<double> Centroids => _centroids;

    /// <summary>Values at equal distances from the least weight to the greatest.</summary>
    public static Codebook Linear(ReadOnlySpan<float> weights, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 2);
        var (least, greatest) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var weight in weights)
        {
            (least, greatest) = (Math.Min(least, weight), Math.Max(greatest, weight));
        }

        return new Codebook([.. Enumerable.Range(0, size).Select(i => least + ((greatest - least) * i / (size - 1)))]);
    }

    /// <summary>The number of the nearest value; of two equally near ones the lower.</summary>
    public int Nearest(double weight)
    {
        var (low, high) = (0, _boundaries.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = weight > _boundaries[middle] ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Lloyd's iterations: each value becomes the mean of the weights nearest to it; one without weights stays.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="importance">How much each counts for the mean, positive (Choi et al. 2017, eq. 7); empty for all alike.</param>
    /// <param name="iterations">How often.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="skipZeros">Whether weights of 0 are left out.</param>
    /// <returns>How many weights each value had in the last iteration.</returns>
    public long[] Fit(ReadOnlySpan<float> weights, int iterations, WorkerPool workers, bool skipZeros = false, ReadOnlySpan<float> importance = default)
    {
        var counts = new long[_centroids.Length];
        for (var i = 0; i < iterations; i++)
        {
            counts = Iterate(weights, workers, skipZeros, importance);
        }

        return counts;
    }

    private unsafe long[] Iterate(ReadOnlySpan<float> weights, WorkerPool workers, bool skipZeros, ReadOnlySpan<float> importance)
    {
        var (count, size) = (weights.Length, _centroids.Length);
        var chunks = (count + ChunkLength - 1) / ChunkLength;
        var (sums, masses, counts) = (new double[chunks * size], new double[chunks * size], new long[chunks * size]);
        fixed (float* first = weights, firstImportance = importance)
        {
            var values = first;
            var shares = firstImportance;
            workers.For(chunks, chunk =>
            {
                for (var i = chunk * ChunkLength; i < Math.Min(count, (chunk + 1) * ChunkLength); i++)
                {
                    if (values[i] != 0 || !skipZeros)
                    {
                        double share = shares is null ? 1 : shares[i];
                        var place = (chunk * size) + Nearest(values[i]);
                        sums[place] += share * values[i];
                        masses[place] += share;
                        counts[place]++;
                    }
                }
            });
        }

        var totals = new long[size];
        for (var c = 0; c < size; c++)
        {
            totals[c] = Enumerable.Range(0, chunks).Sum(chunk => counts[(chunk * size) + c]);
            _centroids[c] = totals[c] == 0 ? _centroids[c] : Enumerable.Range(0, chunks).Sum(chunk => sums[(chunk * size) + c]) / Enumerable.Range(0, chunks).Sum(chunk => masses[(chunk * size) + c]);
        }

        SetBoundaries();
        return totals;
    }

    /// <summary>Takes on earlier values, as many as there are.</summary>
    public void Restore(ReadOnlySpan<double> centroids)
    {
        centroids.CopyTo(_centroids);
        SetBoundaries();
    }

    private void SetBoundaries()
    {
        for (var i = 0; i < _boundaries.Length; i++)
        {
            _boundaries[i] = 0.5 * (_centroids[i] + _centroids[i + 1]);
        }
    }
}
