namespace MLNet.Compression.Training.Objectives;

/// <summary>A term, its weight in the loss, and whose outputs it reads.</summary>
/// <param name="Term">The term.</param>
/// <param name="Weight">Not negative; a term whose weight is 0 at a step costs nothing in it.</param>
/// <param name="Teacher">The teacher whose outputs the term reads; null where it reads none.</param>
internal sealed record WeightedTerm(ObjectiveTerm Term, Schedule Weight, Teacher? Teacher = null);
