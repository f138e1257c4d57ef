namespace MLNet.Compression;

/// <summary>An evaluation while a stage trained.</summary>
/// <param name="Step">Optimizer steps done before it.</param>
/// <param name="Validation">How the model did.</param>
public sealed record ScorePoint(long Step, ValidationScore Validation);
