using MLNet.Compression.Training.Loop;

namespace MLNet.Compression.Training.PostTraining;

/// <summary>Which units of each sub-layer to keep by the slopes at their gates: the search over all of them, then the rearrangement within each sub-layer.</summary>
/// <param name="subLayers">The sub-layers.</param>
/// <param name="tokens">Tokens of a usual sequence, for what attention products cost; 0 to count weights alone.</param>
internal sealed class MaskSelection(IReadOnlyList<SubLayer> subLayers, int tokens)
{
    /// <summary>Multiply-adds that all units cost a token together.</summary>
    public long TotalCost => subLayers.Sum(subLayer => subLayer.Units * subLayer.CostOfUnit(tokens));

    /// <summary>What the kept ones of them cost.</summary>
    /// <param name="kept">For each sub-layer whether each unit is kept.</param>
    public long CostOf(IReadOnlyList<bool[]> kept) => subLayers.Select((subLayer, i) => kept[i].Count(isKept => isKept) * subLayer.CostOfUnit(tokens)).Sum();

    /// <summary>Searches, and rearranges within each sub-layer.</summary>
    /// <param name="slopes">For each sub-layer the slopes.</param>
    /// <param name="share">The share of the multiply-adds to remove, at least.</param>
    /// <param name="environment">Threads and cancellation.</param>
    /// <returns>For each sub-layer whether each unit is kept.</returns>
    public IReadOnlyList<bool[]> Run(IReadOnlyList<UnitSlopes> slopes, double share, TrainingEnvironment environment)
    {
        var kept = Search(slopes, share);
        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i].Contains(true) && kept[i].Contains(false))
            {
                MaskRearrangement.Run(slopes[i].FisherBlock(environment.Buffers, environment.Workers), kept[i], environment.CancellationToken);
            }
        }

        return kept;
    }

    /// <summary>Searches alone: of each sub-layer as many units stay as in the end.</summary>
    /// <param name="slopes">For each sub-layer the slopes.</param>
    /// <param name="share">The share of the multiply-adds to remove, at least.</param>
    /// <returns>For each sub-layer whether each unit is kept.</returns>
    public bool[][] Search(IReadOnlyList<UnitSlopes> slopes, double share)
    {
        var kept = subLayers.Select(subLayer => new bool[subLayer.Units]).ToArray();
        var budget = (long)((1 - share) * TotalCost);
        foreach (var unit in MaskSearch.Run(Candidates<AttentionSubLayer>(slopes), Candidates<FeedForwardSubLayer>(slopes), budget))
        {
            kept[unit.SubLayer][unit.Unit] = true;
        }

        return kept;
    }

    private IEnumerable<UnitCandidate> Candidates<TSubLayer>(IReadOnlyList<UnitSlopes> slopes)
        where TSubLayer : SubLayer =>
        from place in Enumerable.Range(0, subLayers.Count)
        where subLayers[place] is TSubLayer
        let cost = subLayers[place].CostOfUnit(tokens)
        from unit in slopes[place].FisherDiagonal().Index()
        select new UnitCandidate(place, unit.Index, unit.Item, cost);
}
