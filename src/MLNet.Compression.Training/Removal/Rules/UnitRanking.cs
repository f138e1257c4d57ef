using MLNet.Compression.Training.Removal.Units;

namespace MLNet.Compression.Training.Removal.Rules;

/// <summary>Chooses which units stay: all but the weakest per weight that they own.</summary>
internal static class UnitRanking
{
    /// <summary>Renews the masks of groups.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="scores">What each unit of each group is worth; neither negative nor NaN.</param>
    /// <param name="competition">Who competes, for what.</param>
    /// <param name="share">The share to remove.</param>
    /// <param name="thresholds">For each group what its units must be worth per weight to stay whatever the share is, the same for all that compete; null for none.</param>
    public static void Renew(
        IReadOnlyList<UnitGroup> groups, IReadOnlyList<double[]> scores, Competition competition, double share, IReadOnlyList<double>? thresholds = null)
    {
        foreach (var rivals in RivalsOf(groups, competition.Ranking))
        {
            RenewRivals([.. rivals.Select(group => (groups[group], scores[group]))], competition, share, thresholds?[rivals.First()] ?? double.PositiveInfinity);
        }
    }

    /// <summary>For each group the least that those of its rivals are worth per weight that stay when a share goes.</summary>
    /// <inheritdoc cref="Renew"/>
    public static double[] Quantiles(IReadOnlyList<UnitGroup> groups, IReadOnlyList<double[]> scores, Competition competition, double share)
    {
        var quantiles = new double[groups.Count];
        foreach (var rivals in RivalsOf(groups, competition.Ranking))
        {
            float[] values = [.. rivals.SelectMany(group => PerWeight(groups[group], scores[group]))];
            var order = FromWeakest(values);
            var going = CountOf(competition, share, order, rivals.SelectMany(group => groups[group].Sizes));
            foreach (var group in rivals)
            {
                quantiles[group] = values[order[Math.Min(values.Length - 1, going)]];
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

    private static void RenewRivals((UnitGroup Group, double[] Scores)[] rivals, Competition competition, double share, double threshold)
    {
        float[][] values = [.. rivals.Select(rival => PerWeight(rival.Group, rival.Scores))];
        var mayGo = values.Sum(group => group.Count(value => value < (float)threshold));
        if (!competition.MayAllGo)
        {
            foreach (var group in values)
            {
                group[Array.IndexOf(group, group.Max())] = float.PositiveInfinity;
            }
        }

        var order = FromWeakest([.. values.SelectMany(value => value)]);
        var going = Math.Min(CountOf(competition, share, order, rivals.SelectMany(rival => rival.Group.Sizes)), mayGo);
        var least = competition.MayAllGo ? 0 : rivals.Length;
        var kept = new bool[order.Length];
        kept.AsSpan().Fill(true);
        foreach (var weakest in order.AsSpan(0, Math.Min(going, order.Length - least)))
        {
            kept[weakest] = false;
        }

        var start = 0;
        foreach (var (group, _) in rivals)
        {
            group.Renew(kept.AsSpan(start, group.Count));
            start += group.Count;
        }
    }

    /// <summary>How many of the weakest are a share: of weights as few as come to it, to a weight.</summary>
    private static int CountOf(Competition competition, double share, int[] order, IEnumerable<double> sizes)
    {
        if (!competition.OfWeights)
        {
            return (int)Math.Round(share * order.Length);
        }

        var (count, weights) = (0, sizes.ToArray());
        for (var left = Math.Round(share * weights.Sum()); count < order.Length && left > 0; count++)
        {
            left -= weights[order[count]];
        }

        return count;
    }

    /// <summary>The numbers of the units, the weakest first; of equally weak ones the first.</summary>
    private static int[] FromWeakest(float[] values)
    {
        // The bits of numbers that are not negative are ordered as the numbers are.
        var order = new ulong[values.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = ((ulong)BitConverter.SingleToUInt32Bits(values[i]) << 32) | (uint)i;
        }

        Array.Sort(order);
        return Array.ConvertAll(order, entry => (int)(uint)entry);
    }
}
