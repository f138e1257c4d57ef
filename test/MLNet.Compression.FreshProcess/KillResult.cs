namespace MLNet.Compression.FreshProcess;

/// <summary>What came of a training that was killed again and again.</summary>
/// <param name="Kills">How often it was killed.</param>
/// <param name="DuringWrites">How many of the kills left a half-written checkpoint.</param>
/// <param name="Damaged">How often the newest checkpoint was then truncated, or a bit of it flipped.</param>
/// <param name="Resumed">How many of the starts went on from a checkpoint.</param>
/// <param name="PassedOver">How many damaged checkpoints were noticed.</param>
/// <param name="SameBytes">Whether the final model is that of an uninterrupted run, byte for byte.</param>
internal sealed record KillResult(int Kills, int DuringWrites, int Damaged, int Resumed, int PassedOver, bool SameBytes);
