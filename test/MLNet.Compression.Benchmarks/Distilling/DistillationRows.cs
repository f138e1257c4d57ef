using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>The rows of a task for a sitting: some to learn from, and others to measure on.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Judges">To measure on.</param>
internal sealed record DistillationRows(IReadOnlyList<LabeledPair> Train, IReadOnlyList<LabeledPair> Judges)
{
    private const double HeldOutShare = 0.1;
    private const int MostHeldOut = 2000;

    /// <summary>Reads a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="rows">The most rows to learn from.</param>
    /// <param name="onDev">Whether to measure on the dev or test set; otherwise on rows held out of the training set, which never are among those to learn from.</param>
    public static DistillationRows Of(FineTuningTask task, string folder, int rows, bool onDev)
    {
        var (train, dev) = task.Read(folder);
        var split = HeldOutOf(train);
        return new DistillationRows([.. split.Train.Take(rows)], onDev ? dev : split.Judges);
    }

    /// <summary>Splits a training set: the rows to measure on are always the same ones.</summary>
    public static DistillationRows HeldOutOf(IReadOnlyList<LabeledPair> train)
    {
        var shuffled = train.ToArray();
        new Random(1).Shuffle(shuffled);
        var heldOut = Math.Min(MostHeldOut, (int)(HeldOutShare * shuffled.Length));
        return new DistillationRows(shuffled[heldOut..], shuffled[..heldOut]);
    }
}
