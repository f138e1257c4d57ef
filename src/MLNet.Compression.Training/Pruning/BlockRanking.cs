namespace MLNet.Compression;

/// <summary>Among which blocks the weakest are chosen.</summary>
public enum BlockRanking
{
    /// <summary>Every matrix loses the same share of its blocks.</summary>
    PerMatrix = 0,

    /// <summary>All matrices compete: some lose more than others. Norms are compared per weight, so that blocks at an edge are not favoured.</summary>
    Global = 1,
}
