namespace MLNet.Compression.Training.Robustness;

/// <summary>An answer that a model found.</summary>
/// <param name="Text">The answer; "" for none.</param>
/// <param name="Probability">Its probability.</param>
internal readonly record struct FoundText(string Text, double Probability);
