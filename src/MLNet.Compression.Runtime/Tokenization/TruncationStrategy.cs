namespace MLNet.Compression;

/// <summary>Which text of a pair loses tokens when both together are too long. Tokens are cut from the right.</summary>
public enum TruncationStrategy
{
    /// <summary>The longer text is cut to the length of the shorter one, then both.</summary>
    LongestFirst,

    /// <summary>Only the first text; refused where it would have to lose all its tokens.</summary>
    OnlyFirst,

    /// <summary>Only the second text; refused where it would have to lose all its tokens.</summary>
    OnlySecond,
}
