using Microsoft.ML;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Distilling;

/// <summary>A fine-tuned teacher from a Hugging Face folder, as the verb fine-tuning exports it.</summary>
internal static class DistillationTeacher
{
    private const int RowsOfAClass = 8;

    /// <param name="ml">The context.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="rows">Rows with every class.</param>
    public static TextModelTransformer Load(MLContext ml, DirectoryInfo folder, IReadOnlyList<LabeledPair> rows)
    {
        // An epoch at the rate 0 leaves every weight as it is.
        var some = rows.GroupBy(row => row.Label).SelectMany(group => group.Take(RowsOfAClass));
        return ml.MulticlassClassification.Trainers.TextClassification(new TextClassificationTrainer.Options
        {
            Sentence1ColumnName = nameof(LabeledPair.Text),
            Checkpoint = folder.FullName,
            Epochs = 1,
            LearningRate = 0,
        }).Fit(ml.Data.LoadFromEnumerable(some));
    }
}
