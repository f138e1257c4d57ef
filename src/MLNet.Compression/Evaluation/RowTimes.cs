using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Evaluation;

/// <summary>Times of rows by their length.</summary>
internal static class RowTimes
{
    private const int ShortestGroup = 8;

    /// <summary>Groups of up to 8 words, up to 16, up to 32 and so on, as far as there are rows.</summary>
    public static IReadOnlyList<RowLatency> ByLength(IReadOnlyList<(int Words, double Milliseconds)> times) =>
        [.. times.GroupBy(row => GroupOf(row.Words)).OrderBy(group => group.Key).Select(group => Of([.. group])!)];

    /// <summary>All rows; null where there are none.</summary>
    public static RowLatency? Of(IReadOnlyList<(int Words, double Milliseconds)> times)
    {
        if (times.Count == 0)
        {
            return null;
        }

        double[] sorted = [.. times.Select(row => row.Milliseconds).Order()];
        return new RowLatency(times.Min(row => row.Words), times.Max(row => row.Words), times.Count, NearestRank.Of(sorted, 0.5), NearestRank.Of(sorted, 0.95), NearestRank.Of(sorted, 0.99));
    }

    private static int GroupOf(int words)
    {
        var most = ShortestGroup;
        while (most < words)
        {
            most *= 2;
        }

        return most;
    }
}
