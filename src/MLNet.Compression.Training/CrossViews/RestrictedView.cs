namespace MLNet.Compression;

/// <summary>A part of a text that cross-view training predicts from (Clark et al. 2018).</summary>
public enum RestrictedView
{
    /// <summary>Classes of texts: the words before a random place of each text.</summary>
    Prefix = 0,

    /// <summary>Classes of texts: the words from that place on.</summary>
    Suffix = 1,

    /// <summary>Classes of texts, two views: a random half of the words behind [MASK], and the other half.</summary>
    MaskedHalves = 2,

    /// <summary>Classes of tokens: each token and what stands before it.</summary>
    Forward = 3,

    /// <summary>Classes of tokens: each token and what stands behind it.</summary>
    Backward = 4,

    /// <summary>Classes of tokens: what stands before a token, without the token; the paper's "future".</summary>
    Next = 5,

    /// <summary>Classes of tokens: what stands behind a token, without the token; the paper's "past".</summary>
    Previous = 6,
}
