using MLNet.Compression.Benchmarks.Distilling;

namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>What holds for all runs of a sitting.</summary>
/// <param name="Dense">Whether AdamW moves every embedding row in every step, as PyTorch's does.</param>
/// <param name="HeldOut">Whether the rows on which recipes are chosen are left out of the training, and measured on.</param>
/// <param name="Threads">Threads; 0 for all.</param>
/// <param name="Export">Receives a Hugging Face folder of each trained model; null for none.</param>
internal sealed record FineTuningWay(bool Dense, bool HeldOut, int Threads, DirectoryInfo? Export)
{
    /// <summary>The rows to learn from, and those to measure on.</summary>
    /// <param name="task">The task.</param>
    /// <param name="folder">Its folder.</param>
    public (IReadOnlyList<LabeledPair> Train, IReadOnlyList<LabeledPair> Test) RowsOf(FineTuningTask task, string folder)
    {
        if (!HeldOut)
        {
            return task.Read(folder);
        }

        var rows = DistillationRows.Of(task, folder, int.MaxValue, onDev: false);
        return (rows.Train, rows.Judges);
    }

    /// <summary>The folder of a trained model.</summary>
    /// <param name="task">The task.</param>
    /// <param name="seed">The run's seed.</param>
    public string? ExportOf(FineTuningTask task, int seed) =>
        Export is null ? null : Path.Combine(Export.FullName, FormattableString.Invariant($"{task.Name}-{seed}{(HeldOut ? "-held-out" : "")}"));
}
