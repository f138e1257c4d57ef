namespace MLNet.Compression.Outcomes;

/// <summary>Where the outputs for the row at hand come from.</summary>
internal interface IScoreSource
{
    /// <summary>The outputs for the current row; valid until it moves on.</summary>
    ReadOnlySpan<float> Current();
}
