namespace MLNet.Compression.Reliability.Fuzzing;

/// <summary>A mutation that a reader did not bear.</summary>
/// <param name="Index">Which mutation.</param>
/// <param name="Description">What came of it.</param>
internal sealed record FuzzFinding(long Index, string Description);
