namespace MLNet.Compression.Training.Data;

/// <summary>What masked language modelling may hide, how readily, and what it puts in its place.</summary>
internal interface IMaskablePieces
{
    /// <summary>How readily a piece is hidden; 0 for one that never is.</summary>
    double WeightOf(int id);

    /// <summary>The piece that stands where another is hidden.</summary>
    int MaskOf(int id);

    /// <summary>The pieces that may stand in the place of another.</summary>
    ReadOnlySpan<int> ReplacementsOf(int id);
}
