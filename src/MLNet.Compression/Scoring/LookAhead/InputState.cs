namespace MLNet.Compression.Scoring.LookAhead;

/// <summary>Where the input stands, seen from the last row that was kept or given.</summary>
internal enum InputState
{
    /// <summary>At that row.</summary>
    There,

    /// <summary>At the row after it, which was not kept.</summary>
    AtNext,

    /// <summary>At the end.</summary>
    AtEnd,

    /// <summary>It threw on the way to the row after it.</summary>
    Failed,
}
