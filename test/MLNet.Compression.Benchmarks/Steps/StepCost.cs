namespace MLNet.Compression.Benchmarks.Steps;

/// <summary>What a training step took.</summary>
/// <param name="Seconds">The median.</param>
/// <param name="PeakBytes">Native memory at its peak: weights, moments, gradients, activations, scratch.</param>
/// <param name="ManagedBytes">Bytes that a step allocates on the managed heap, the median; they are garbage afterwards.</param>
internal sealed record StepCost(double Seconds, long PeakBytes, long ManagedBytes);
