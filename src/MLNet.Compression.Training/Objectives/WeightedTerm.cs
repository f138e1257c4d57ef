using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Objectives;

/// <summary>A term, its weight in the loss, and the model it learns from.</summary>
/// <param name="Term">The term.</param>
/// <param name="Weight">Not negative; 0 leaves the term out.</param>
/// <param name="Teacher">The model whose outputs the term reads; null where it reads none.</param>
internal sealed record WeightedTerm(ObjectiveTerm Term, double Weight, TextModel? Teacher = null);
