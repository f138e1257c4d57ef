using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>How a stage learnt: a few hundred points at most, whatever the number of steps.</summary>
/// <param name="Losses">The loss, averaged over neighbouring steps.</param>
/// <param name="Scores">How the model did on the validation set; empty without one. Of many evaluations every second, fourth and so on, and the last.</param>
public sealed record LearningCurve(IReadOnlyList<LossPoint> Losses, IReadOnlyList<ScorePoint> Scores)
{
    /// <summary>The loss, averaged over neighbouring steps.</summary>
    public IReadOnlyList<LossPoint> Losses { get; init => field = new ValueList<LossPoint>(value); } = new ValueList<LossPoint>(Losses);

    /// <summary>How the model did on the validation set; empty without one. Of many evaluations every second, fourth and so on, and the last.</summary>
    public IReadOnlyList<ScorePoint> Scores { get; init => field = new ValueList<ScorePoint>(value); } = new ValueList<ScorePoint>(Scores);
}
