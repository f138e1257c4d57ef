using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>The teachers of all tasks: each is fine-tuned when it is first asked for, and kept as a folder.</summary>
/// <param name="checkpoint">The pretrained model's folder.</param>
/// <param name="folder">Where the teachers are kept, in a folder of the task's name.</param>
internal sealed class FrontTeachers(DirectoryInfo checkpoint, DirectoryInfo folder)
{
    public TextModelTransformer Of(FrontTask task, MLContext ml, IReadOnlyList<LabeledPair> train, IProgress<TrainingProgress> progress, CancellationToken stop)
    {
        var place = new DirectoryInfo(Path.Combine(folder.FullName, task.Name));
        if (!place.Exists)
        {
            folder.Create();
            using var teacher = ml.MulticlassClassification.Trainers.TextClassification(new TextClassificationTrainer.Options
            {
                Sentence1ColumnName = nameof(LabeledPair.Text),
                Checkpoint = checkpoint.FullName,
                Epochs = task.Epochs,
                LearningRate = task.LearningRate,
                Progress = progress,
                CancellationToken = stop,
            }).Fit(ml.Data.LoadFromEnumerable(train));
            teacher.ExportCheckpoint(place.FullName);
        }

        return Distilling.DistillationTeacher.Load(ml, place, train);
    }
}
