namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>One finished run of a line.</summary>
/// <param name="Setting">Task, rows, epochs, student and what was measured on: runs of other settings are other runs.</param>
/// <param name="Table">The table.</param>
/// <param name="Line">The line.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Accuracy">The share predicted right.</param>
/// <param name="LabelLoyalty">The share for which the student predicts what the teacher predicts.</param>
/// <param name="ProbabilityLoyalty">Mean of 1 − sqrt(Jensen-Shannon divergence in bits) from the teacher's probabilities.</param>
/// <param name="Seconds">What the training took.</param>
internal sealed record DistillationResult(
    string Setting, string Table, string Line, int Seed, double Accuracy, double LabelLoyalty, double ProbabilityLoyalty, double Seconds);
