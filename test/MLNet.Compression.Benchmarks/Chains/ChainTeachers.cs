using Microsoft.ML;

namespace MLNet.Compression.Benchmarks.Chains;

/// <summary>The teachers of all tasks: each is fine-tuned when it is first asked for, and kept as a folder.</summary>
/// <param name="checkpoint">The pretrained model's folder.</param>
/// <param name="folder">Where the teachers are kept.</param>
/// <param name="most">The most rows that each learns from, spread over the training set; 0 for all.</param>
internal sealed class ChainTeachers(DirectoryInfo checkpoint, DirectoryInfo folder, int most)
{
    private const int Seed = 1;
    private const int RowsOfAClass = 8;

    /// <summary>The most rows that each learns from; 0 for all.</summary>
    public int Rows => most;

    /// <summary>The teacher of a task.</summary>
    public TextModelTransformer Of(ChainTask task, ChainRows rows, IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        var ml = new MLContext(Seed);
        var place = new DirectoryInfo(Path.Combine(folder.FullName, rows.TeacherOf(task) + (most > 0 ? FormattableString.Invariant($"-{most}-rows") : "")));
        if (!place.Exists)
        {
            folder.Create();
            using var teacher = task.Trainer(ml, checkpoint.FullName, task.Epochs, task.LearningRate, progress, stop).Fit(task.View(ml, rows.Some(task, most)));
            teacher.ExportCheckpoint(place.FullName);
        }

        // An epoch at the rate 0 on rows with every class leaves each weight as it is.
        var some = task.HasNumbers ? rows.Train.Take(RowsOfAClass) : rows.Train.GroupBy(row => row.Label).SelectMany(group => group.Take(RowsOfAClass));
        return task.Trainer(ml, place.FullName, epochs: 1, learningRate: 0, progress: null, stop).Fit(task.View(ml, some));
    }
}
