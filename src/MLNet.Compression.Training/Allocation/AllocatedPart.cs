namespace MLNet.Compression;

/// <summary>A matrix whose number format was chosen, or tables that share one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Weights, those that are zero included.</param>
/// <param name="Chosen">The format that it got.</param>
/// <param name="Candidates">The formats that it could have got.</param>
public sealed record AllocatedPart(string Name, long Parameters, AllocationCandidate Chosen, IReadOnlyList<AllocationCandidate> Candidates);
