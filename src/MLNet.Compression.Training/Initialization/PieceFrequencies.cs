namespace MLNet.Compression;

/// <summary>Where the probability of a piece comes from.</summary>
public enum PieceFrequencies
{
    /// <summary>Zipf's law over the order of the vocabulary, which in BERT's is roughly that of frequency: p of rank r is in proportion to 1 / (r + 2), r from 0.</summary>
    Zipf,

    /// <summary>Counted in the rows that the student learns from.</summary>
    Rows,
}
