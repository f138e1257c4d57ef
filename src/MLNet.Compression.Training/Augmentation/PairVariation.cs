namespace MLNet.Compression;

/// <summary>How the two texts of a pair vary.</summary>
public enum PairVariation
{
    /// <summary>One at a time, beside the other's original: up to twice as many variants, each of which changes half of the pair.</summary>
    EachSide = 0,

    /// <summary>Both at once, each by draws of its own: as many variants as of a single text.</summary>
    BothSides = 1,
}
