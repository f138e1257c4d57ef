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
    public static void Renew(IReadOnlyList<UnitGroup> groups, IReadOnlyList<double[]> scores, PruningRanking ranking, double share, bool mayAllGo)
    {
        foreach (var rivals in Enumerable.Range(0, groups.Count).GroupBy(group => KeyOf(ranking, group, groups[group].Layer)))
        {
            Renew([.. rivals.Select(group => (groups[group], scores[group]))], share, mayAllGo);
        }
    }

    private static int KeyOf(PruningRanking ranking, int group, int layer) => ranking switch
    {
        PruningRanking.PerMatrix => group,
        PruningRanking.PerLayer => layer,
        _ => 0,
    };

    private static void Renew((UnitGroup Group, double[] Scores)[] rivals, double share, bool mayAllGo)
    {
        float[][] values = [.. rivals.Select(rival => Enumerable.Range(0, rival.Group.Count).Select(unit => (float)(rival.Scores[unit] / rival.Group.Sizes[unit])).ToArray())];
        if (!mayAllGo)
        {
            foreach (var group in values)
            {
                group[Array.IndexOf(group, group.Max())] = float.PositiveInfinity;
            }
        }

        var kept = Strongest([.. values.SelectMany(value => value)], share, values.Sum(group => mayAllGo ? 0 : 1));
        var start = 0;
        foreach (var (group, _) in rivals)
        {
            group.Renew(kept.AsSpan(start, group.Count));
            start += group.Count;
        }
    }

    /// <summary>Marks all but the weakest; of equally weak ones the first goes first.</summary>
    private static bool[] Strongest(float[] values, double share, int least)
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
        foreach (var weakest in order.AsSpan(0, Math.Min((int)Math.Round(share * values.Length), values.Length - least)))
        {
            kept[(uint)weakest] = false;
        }

        return kept;
    }
}
