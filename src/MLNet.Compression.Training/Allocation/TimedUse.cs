namespace MLNet.Compression.Training.Allocation;

/// <summary>How a matrix is used, and where its times are.</summary>
/// <param name="Use">How often.</param>
/// <param name="AllTokens">A use with all tokens.</param>
/// <param name="OneToken">A use with one token.</param>
internal readonly record struct TimedUse(WeightUse Use, TimedKey AllTokens, TimedKey OneToken);
