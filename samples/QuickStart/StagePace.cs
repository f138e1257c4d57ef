namespace QuickStart;

/// <summary>How long and how fast a stage learns.</summary>
/// <param name="Epochs">Passes over the data.</param>
/// <param name="LearningRate">The peak learning rate.</param>
internal sealed record StagePace(int Epochs, double LearningRate);
