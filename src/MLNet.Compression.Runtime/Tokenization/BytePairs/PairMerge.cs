namespace MLNet.Compression.Runtime.Tokenization.BytePairs;

/// <summary>Two neighbouring pieces that become one.</summary>
/// <param name="Rank">Its place in the list of merges; the lowest comes first.</param>
/// <param name="Id">The piece that they become.</param>
internal readonly record struct PairMerge(int Rank, int Id);
