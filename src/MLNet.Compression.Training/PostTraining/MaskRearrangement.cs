namespace MLNet.Compression.Training.PostTraining;

/// <summary>
/// Exchanges removed and kept units of a sub-layer so that (1 − m)ᵀ F (1 − m) falls, F = Σ g gᵀ over sequences: the diagonal knows nothing of
/// units that do the same or that cancel each other (Kwon et al. 2022, section 4.2).
/// </summary>
/// <remarks>
/// Each kept unit in turn, the least worth first, is removed, and whichever of the removed ones serves best comes back, itself included. The paper
/// does so once; here again until nothing changes, at most <see cref="MostRounds"/> times.
/// </remarks>
internal static class MaskRearrangement
{
    private const int MostRounds = 10;

    /// <param name="fisher">F, symmetric: a row for each unit.</param>
    /// <param name="kept">Whether each unit is kept; as many are afterwards, and the objective is no larger.</param>
    /// <param name="cancellationToken">Stops the work; <paramref name="kept"/> may be changed in part.</param>
    public static void Run(double[][] fisher, bool[] kept, CancellationToken cancellationToken = default)
    {
        int[] byWorth = [.. Enumerable.Range(0, kept.Length).OrderBy(unit => fisher[unit][unit])];
        var removedSums = RemovedSums(fisher, kept);
        for (var (round, changed) = (0, true); round < MostRounds && changed; round++)
        {
            changed = false;
            foreach (var unit in byWorth.Where(unit => kept[unit]).ToArray())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (BestExchange(fisher, kept, removedSums, unit) is { } back)
                {
                    (kept[unit], kept[back], changed) = (false, true, true);
                    for (var i = 0; i < kept.Length; i++)
                    {
                        removedSums[i] += fisher[unit][i] - fisher[back][i];
                    }
                }
            }
        }
    }

    /// <summary>(1 − m)ᵀ F (1 − m).</summary>
    /// <param name="fisher">F.</param>
    /// <param name="kept">m.</param>
    public static double Objective(double[][] fisher, bool[] kept)
    {
        var sums = RemovedSums(fisher, kept);
        return sums.Where((_, unit) => !kept[unit]).Sum();
    }

    /// <summary>F (1 − m).</summary>
    private static double[] RemovedSums(double[][] fisher, bool[] kept)
    {
        var sums = new double[kept.Length];
        for (var unit = 0; unit < kept.Length; unit++)
        {
            for (var other = 0; other < kept.Length; other++)
            {
                sums[unit] += kept[other] ? 0 : fisher[unit][other];
            }
        }

        return sums;
    }

    /// <summary>The removed unit whose return lowers the objective most when a kept one goes; null where none lowers it by more than rounding does.</summary>
    private static int? BestExchange(double[][] fisher, bool[] kept, double[] removedSums, int going)
    {
        var removal = (2 * removedSums[going]) + fisher[going][going];
        var (best, change) = ((int?)null, -1e-9 * fisher[going][going]);
        for (var back = 0; back < kept.Length; back++)
        {
            if (!kept[back])
            {
                var own = removal - (2 * (removedSums[back] + fisher[going][back])) + fisher[back][back];
                (best, change) = own < change ? (back, own) : (best, change);
            }
        }

        return best;
    }
}
