namespace MLNet.Compression.Training.PostTraining;

/// <summary>A head or neuron that may be kept.</summary>
/// <param name="SubLayer">The place of its sub-layer among all.</param>
/// <param name="Unit">Which unit there.</param>
/// <param name="Score">What it is worth, not negative.</param>
/// <param name="Cost">Multiply-adds a token, positive.</param>
internal readonly record struct UnitCandidate(int SubLayer, int Unit, double Score, long Cost);
