namespace MLNet.Compression.Training.Loop;

/// <summary>Which model of a run is the result, and when the run ends early.</summary>
/// <param name="KeepBest">Whether the model that does best on the validation set is the result, instead of the last.</param>
/// <param name="Patience">Evaluations without a better one after which the run ends; 0 for never.</param>
/// <param name="Interval">Steps between two evaluations; 0 for once an epoch.</param>
/// <param name="FromShare">The share of the steps before which no model can be the result, for instance because it is not pruned yet.</param>
internal sealed record SelectionPlan(bool KeepBest, int Patience, int Interval, double FromShare = 0)
{
    public static SelectionPlan None { get; } = new(KeepBest: false, Patience: 0, Interval: 0);

    /// <summary>Whether the validation set has a say in the result.</summary>
    public bool IsActive => KeepBest || Patience > 0;
}
