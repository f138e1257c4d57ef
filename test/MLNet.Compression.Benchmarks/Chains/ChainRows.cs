using MLNet.Compression.Benchmarks.Distilling;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Chains;

/// <summary>The rows of a task that teachers and chains learn from, and those that both are measured on.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Judges">To measure on.</param>
/// <param name="OnDev">Whether these are the dev or test set, and all of the training set is learnt from; otherwise they are held out of it.</param>
internal sealed record ChainRows(IReadOnlyList<LabeledPair> Train, IReadOnlyList<LabeledPair> Judges, bool OnDev)
{
    /// <summary>The seed in the names of teachers that have not seen held-out rows.</summary>
    private const int TeacherSeed = 1;

    public static ChainRows Of(ChainTask task, string data, bool onDev)
    {
        var (train, dev) = task.Read(data);
        if (onDev)
        {
            return new ChainRows(train, dev, onDev);
        }

        var rows = DistillationRows.HeldOutOf(train);
        return new ChainRows(rows.Train, rows.Judges, onDev);
    }

    /// <summary>The folder of a teacher that has learnt from these rows alone: as front keeps it, or as fine-tuning exports it.</summary>
    public string TeacherOf(ChainTask task) => OnDev ? task.Name : FormattableString.Invariant($"{task.Name}-{TeacherSeed}-held-out");

    /// <summary>The rows that a chain learns from, spread over all; of a class that has none among them the first one too, as the teacher knows it.</summary>
    /// <param name="task">The task.</param>
    /// <param name="most">The most; 0 for all.</param>
    public IReadOnlyList<LabeledPair> Some(ChainTask task, int most)
    {
        var some = SpreadRows.Of(Train, most);
        return task.HasNumbers ? some : [.. some, .. Train.DistinctBy(row => row.Label).ExceptBy(some.Select(row => row.Label), row => row.Label)];
    }
}
