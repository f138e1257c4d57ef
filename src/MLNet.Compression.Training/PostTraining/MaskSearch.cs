namespace MLNet.Compression.Training.PostTraining;

/// <summary>
/// Which heads and neurons to keep so that the sum of their scores is as large as it can be within a budget of multiply-adds: for each number of
/// heads the best heads, and the best neurons that the rest of the budget pays (Kwon et al. 2022, algorithm 1).
/// </summary>
/// <remarks>Exact where all heads cost the same and all neurons do. Where they differ, units are ranked by score per multiply-add. All heads or neurons of a layer may go.</remarks>
internal static class MaskSearch
{
    /// <param name="heads">The heads.</param>
    /// <param name="neurons">The neurons.</param>
    /// <param name="budget">Multiply-adds that all that is kept may cost together, not negative.</param>
    /// <returns>The kept units.</returns>
    public static IReadOnlySet<UnitCandidate> Run(IEnumerable<UnitCandidate> heads, IEnumerable<UnitCandidate> neurons, long budget)
    {
        var (rankedHeads, rankedNeurons) = (Rank(heads), Rank(neurons));
        var best = (Score: double.NegativeInfinity, Heads: 0, Neurons: 0);
        var (headScore, headCost) = (0.0, 0L);
        var neuronSums = Sums(rankedNeurons);
        for (var count = 0; count <= rankedHeads.Length && headCost <= budget; count++)
        {
            var paid = Paid(neuronSums, budget - headCost);
            if (headScore + neuronSums[paid].Score >= best.Score)
            {
                best = (headScore + neuronSums[paid].Score, count, paid);
            }

            if (count < rankedHeads.Length)
            {
                headScore += rankedHeads[count].Score;
                headCost += rankedHeads[count].Cost;
            }
        }

        return rankedHeads[..best.Heads].Concat(rankedNeurons[..best.Neurons]).ToHashSet();
    }

    /// <summary>Best first; among equals the first.</summary>
    private static UnitCandidate[] Rank(IEnumerable<UnitCandidate> units) => [.. units.OrderByDescending(unit => unit.Score / unit.Cost)];

    /// <summary>What the first 0, 1, 2 … units are worth and cost together.</summary>
    private static (double Score, long Cost)[] Sums(UnitCandidate[] units)
    {
        var sums = new (double Score, long Cost)[units.Length + 1];
        for (var i = 0; i < units.Length; i++)
        {
            sums[i + 1] = (sums[i].Score + units[i].Score, sums[i].Cost + units[i].Cost);
        }

        return sums;
    }

    /// <summary>How many of the first units a budget pays.</summary>
    private static int Paid((double Score, long Cost)[] sums, long budget)
    {
        var (low, high) = (0, sums.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = sums[middle].Cost <= budget ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
