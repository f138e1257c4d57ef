namespace MLNet.Compression.Training.Objectives;

/// <summary>What a batch receives of a loss that relates all sequences of its step.</summary>
/// <param name="Loss">The loss of the whole step, without a weight.</param>
/// <param name="States">For each pair of layers the loss's gradient with respect to the student's [CLS] states of the batch [sequences x features].</param>
internal sealed record RelationGradient(double Loss, IReadOnlyList<double[][]> States);
