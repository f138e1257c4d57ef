namespace MLNet.Compression;

/// <summary>The loss of some neighbouring steps.</summary>
/// <param name="Step">Optimizer steps done after the last of them.</param>
/// <param name="Loss">Their mean loss.</param>
public sealed record LossPoint(long Step, double Loss);
