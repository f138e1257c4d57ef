using MLNet.Compression.Training.Removal.Units;

namespace MLNet.Compression.Training.Removal.Rules;

/// <summary>Chooses which units stay: all but the weakest per weight that they own.</summary>
internal static class UnitRanking
{
    /// <summary>Renews the masks of groups.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="scores">What each unit of each group is worth; neither negative nor NaN.</param>
    /// <param name="ranking">Who competes.</param>
    /// <param name="share">The share of the units to remove.</param>
    /// <param name="mayAllGo">Whether a group may lose all of its units; otherwise its strongest stays.</param>
    /// <param name="thresholds">For each group what its units must be worth per weight to stay whatever the share is, the same for all that compete; null for none.</param>
    public static void Renew(
        IReadOnlyList<UnitGroup> groups, IReadOnlyList<double[]> scores, PruningRanking ranking, double share, bool mayAllGo, IReadOnlyList<double>? thresholds = null)
    {
        foreach (var rivals in RivalsOf(groups, ranking))
        {
            RenewRivals([.. rivals.Select(group => (groups[group], scores[group]))], share, mayAllGo, thresholds?[rivals.First()] ?? double.PositiveInfinity);
        }
    }

    /// <summary>For each group the least that those of its rivals are worth per weight that stay when a share goes.</summary>
    /// <inheritdoc cref="Renew"/>
    public static double[] Quantiles(IReadOnlyList<UnitGroup> groups, IReadOnlyList<double[]> scores, PruningRanking ranking, double share)
    {
        var quantiles = new double[groups.Count];
        foreach (var rivals in RivalsOf(groups, ranking))
        {
            float[] values = [.. rivals.SelectMany(group => PerWeight(groups[group], scores[group])).Order()];
            foreach (var group in rivals)
            {
                quantiles[group] = values[Math.Min(values.Length - 1, (int)Math.Round(share * values.Length))];
            }
        }

        return quantiles;
    }

    private static IEnumerable<IGrouping<int, int>> RivalsOf(IReadOnlyList<UnitGroup> groups, PruningRanking ranking) =>
        Enumerable.Range(0, groups.Count).GroupBy(group => KeyOf(ranking, group, groups[group].Layer));

    private static int KeyOf(PruningRanking ranking, int group, int layer) => ranking switch
    {
        PruningRanking.PerMatrix => group,
        PruningRanking.PerLayer => layer,
        _ => 0,
    };

    private static float[] PerWeight(UnitGroup group, double[] scores) => [.. scores.Select((score, unit) => (float)(score / group.Sizes[unit]))];

    private static void RenewRivals((UnitGroup Group, double[] Scores)[] rivals, double share, bool mayAllGo, double threshold)
    {
        float[][] values = [.. rivals.Select(rival => PerWeight(rival.Group, rival.Scores))];
        var mayGo = values.Sum(group => group.Count(value => value < (float)threshold));
        if (!mayAllGo)
        {
            foreach (var group in values)
            {
                group[Array.IndexOf(group, group.Max())] = float.PositiveInfinity;
            }
        }

        var kept = Strongest([.. values.SelectMany(value => value)], Math.Min((int)Math.Round(share * values.Sum(group => group.Length)), mayGo), values.Sum(group => mayAllGo ? 0 : 1));
        var start = 0;
        foreach (var (group, _) in rivals)
        {
            group.Renew(kept.AsSpan(start, group.Count));
            start += group.Count;
        }
    }

    /// <summary>Marks all but the weakest; of equally weak ones the first goes first.</summary>
    private static bool[] Strongest(float[] values, int going, int least)
    {
        // The bits of numbers that are not negative are ordered as the numbers are.
        var order = new ulong[values.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = ((ulong)BitConverter.SingleToUInt32Bits(values[i]) << 32) | (uint)i;
        }

        Array.Sort(order);
        var kept = new bool[values.Length];
        kept.AsSpan().Fill(true);
        foreach (var weakest in order.AsSpan(0, Math.Min(going, values.Length - least)))
        {
            kept[(uint)weakest] = false;
        }

        return kept;
    }
}
