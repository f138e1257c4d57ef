namespace MLNet.Compression.Training.Removal.Rules;

/// <summary>What units compete for.</summary>
/// <param name="Ranking">Who competes with whom.</param>
/// <param name="MayAllGo">Whether a group may lose all of its units; otherwise its strongest stays.</param>
/// <param name="OfWeights">Whether the share that goes is one of the weights, of which at most the last unit is too much; otherwise of the units.</param>
internal sealed record Competition(PruningRanking Ranking, bool MayAllGo = true, bool OfWeights = false);
