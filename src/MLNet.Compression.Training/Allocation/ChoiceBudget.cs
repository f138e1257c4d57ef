namespace MLNet.Compression.Training.Allocation;

/// <summary>The most that all parts together may cost of something.</summary>
/// <param name="CostOf">What a candidate costs of it.</param>
/// <param name="Most">The most.</param>
/// <param name="Unit">The least difference of two costs that counts.</param>
internal sealed record ChoiceBudget(Func<AllocationCandidate, double> CostOf, double Most, double Unit);
