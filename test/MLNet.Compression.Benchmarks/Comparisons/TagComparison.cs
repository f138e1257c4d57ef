using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Benchmarks.PublicTasks;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>Tags of words.</summary>
/// <param name="name">The folder of the files.</param>
/// <param name="train">The file to learn from.</param>
/// <param name="test">The file to measure on.</param>
/// <param name="epochs">Passes of the teacher over the rows.</param>
internal sealed class TagComparison(string name, string train, string test, int epochs) : ComparedTask(name)
{
    private const string PredictedColumn = "PredictedLabel";

    public override ComparedRows Read(MLContext ml, string folder, int rows)
    {
        var view = ml.Data.LoadFromEnumerable(ColumnFile.Read(Path.Combine(folder, test)));
        return new ComparedRows(ml.Data.LoadFromEnumerable(ComparedRows.Some(ColumnFile.Read(Path.Combine(folder, train)), rows)), view, model =>
        {
            var metrics = ml.MulticlassClassification.EvaluateNamedEntities(model.Transform(view));
            return [new("F1", metrics.F1), new("precision", metrics.Precision), new("recall", metrics.Recall)];
        });
    }

    public override IEstimator<TextModelTransformer> Teacher(MLContext ml, ComparisonSettings settings) => ml.MulticlassClassification.Trainers.NamedEntityRecognition(new NamedEntityTrainer.Options
    {
        Sentence1ColumnName = nameof(TaggedRow.Words),
        Checkpoint = settings.Checkpoint,
        Epochs = epochs,
        LearningRate = 1e-4,
        Threads = settings.Threads,
        Progress = settings.Progress,
        CancellationToken = settings.Stop,
    });

    public override IEstimator<TextModelTransformer> Student(MLContext ml, ITransformer teacher, DistillationTrainer.Options options) => ml.MulticlassClassification.Trainers.Distillation(teacher, options);

    public override IEstimator<TextModelTransformer> Pruned(MLContext ml, ITransformer model, PruningEstimator.Options options) => ml.MulticlassClassification.Trainers.Prune(model, options);

    public override IEstimator<TextModelTransformer> Quantized(MLContext ml, ITransformer model, QuantizationEstimator.Options options) => ml.MulticlassClassification.Trainers.Quantize(model, options);

    public override IReadOnlyList<TaskScore> Loyalty(MLContext ml, ComparedRows rows, ITransformer model, ITransformer teacher) =>
        [new("same tag", Tags(model, rows.Test).Zip(Tags(teacher, rows.Test), (own, other) => own == other ? 1.0 : 0).Average())];

    private static IEnumerable<string> Tags(ITransformer model, IDataView rows) => model.Transform(rows).GetColumn<string[]>(PredictedColumn).SelectMany(tags => tags);
}
