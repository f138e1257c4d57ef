namespace MLNet.Compression.Scoring;

/// <summary>Where the probabilities of the row at hand come from.</summary>
internal interface IScoreSource
{
    /// <summary>The probabilities of the current row [classes]; valid until it moves on.</summary>
    ReadOnlySpan<float> Current();
}
