namespace MLNet.Compression;

/// <summary>How far an attack has come.</summary>
/// <param name="Texts">Texts that are done, those of earlier sittings included.</param>
/// <param name="TotalTexts">Texts to attack.</param>
/// <param name="Elapsed">Time since this sitting began.</param>
/// <param name="Remaining">What the rest will take at this speed.</param>
public readonly record struct RobustnessProgress(int Texts, int TotalTexts, TimeSpan Elapsed, TimeSpan Remaining);
