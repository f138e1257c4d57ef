namespace MLNet.Compression.Training.Allocation;

/// <summary>One candidate of each part such that their sensitivities sum to the least that a budget of bytes allows (a multiple-choice knapsack).</summary>
/// <remarks>By dynamic programming over what is left when each part has its fewest bytes, counted in pieces of 1/<see cref="Pieces"/>, rounded up: exact but for that rounding.</remarks>
internal static class BudgetChoice
{
    private const int Pieces = 8192;

    /// <param name="parts">The candidates of each part, at least one.</param>
    /// <param name="bytes">The most bytes of all together.</param>
    /// <returns>The candidate of each part; null where the budget allows none.</returns>
    public static AllocationCandidate[]? Run(IReadOnlyList<IReadOnlyList<AllocationCandidate>> parts, long bytes)
    {
        long[] fewest = [.. parts.Select(part => part.Min(candidate => candidate.Bytes))];
        var left = bytes - fewest.Sum();
        if (left < 0)
        {
            return null;
        }

        var piece = Math.Max(1, (left + Pieces - 1) / Pieces);
        var (least, chosen) = (new double[(left / piece) + 1], new int[parts.Count][]);
        for (var part = 0; part < parts.Count; part++)
        {
            (least, chosen[part]) = Add(least, [.. parts[part].Select(candidate => (candidate.Sensitivity, (candidate.Bytes - fewest[part] + piece - 1) / piece))]);
        }

        var (result, budget) = (new AllocationCandidate[parts.Count], least.Length - 1L);
        for (var part = parts.Count - 1; part >= 0; part--)
        {
            result[part] = parts[part][chosen[part][budget]];
            budget -= (result[part].Bytes - fewest[part] + piece - 1) / piece;
        }

        return result;
    }

    /// <summary>For each budget the least sum with one more part, and which of its candidates gives that.</summary>
    private static (double[] Least, int[] Chosen) Add(double[] before, (double Sensitivity, long Pieces)[] candidates)
    {
        var (least, chosen) = (new double[before.Length], new int[before.Length]);
        least.AsSpan().Fill(double.PositiveInfinity);
        foreach (var (place, (sensitivity, pieces)) in candidates.Index().OrderBy(candidate => candidate.Item.Pieces))
        {
            for (var budget = pieces; budget < least.Length; budget++)
            {
                if (before[budget - pieces] + sensitivity < least[budget])
                {
                    (least[budget], chosen[budget]) = (before[budget - pieces] + sensitivity, place);
                }
            }
        }

        return (least, chosen);
    }
}
