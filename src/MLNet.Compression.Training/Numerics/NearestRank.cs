namespace MLNet.Compression.Training.Numerics;

/// <summary>Percentiles by the nearest rank: always one of the numbers.</summary>
internal static class NearestRank
{
    /// <summary>The number that a share of all stay within.</summary>
    /// <param name="sorted">The numbers, ascending; at least one.</param>
    /// <param name="share">The share, from 0 to 1.</param>
    public static double Of(IReadOnlyList<double> sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
