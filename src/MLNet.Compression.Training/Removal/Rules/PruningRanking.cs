namespace MLNet.Compression;

/// <summary>Among which units the weakest are chosen.</summary>
public enum PruningRanking
{
    /// <summary>Every matrix loses the same share of its blocks, every layer the same share of its heads and neurons.</summary>
    PerMatrix = 0,

    /// <summary>All units of one kind compete: some matrices and layers lose more than others. Scores are compared per weight, so that units at an edge are not favoured.</summary>
    Global = 1,

    /// <summary>The units of a layer compete, so that every layer loses the same share.</summary>
    PerLayer = 2,
}
