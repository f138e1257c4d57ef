namespace MLNet.Compression.Training.Objectives;

/// <summary>How much one element of each sequence counts in a mean over a batch.</summary>
internal static class SequenceShares
{
    /// <param name="elements">The number of elements of each sequence.</param>
    /// <param name="averaging">What counts alike.</param>
    /// <returns>One value a sequence; times <paramref name="elements"/> they sum to 1.</returns>
    public static double[] OfElement(IReadOnlyList<long> elements, Averaging averaging)
    {
        var total = (double)elements.Sum();
        return [.. elements.Select(count => averaging == Averaging.Element ? 1 / total : 1.0 / count / elements.Count)];
    }
}
