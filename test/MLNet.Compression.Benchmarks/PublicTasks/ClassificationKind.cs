using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>One of a few classes, of a text or a pair of texts.</summary>
/// <param name="pairs">Whether a row has two texts.</param>
/// <param name="metrics">What to measure; classes are numbered in the order of their names.</param>
internal sealed class ClassificationKind(bool pairs, params Metric<ClassificationPredictions>[] metrics) : TaskKind
{
    public override IReadOnlyList<TaskScore> Run(MLContext ml, IReadOnlyList<LabeledPair> train, IReadOnlyList<LabeledPair> test, FineTuningSettings settings)
    {
        var pipeline = ml.Transforms.Conversion.MapValueToKey(nameof(LabeledPair.Label), keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(ml.MulticlassClassification.Trainers.TextClassification(new TextClassificationTrainer.Options
            {
                Sentence1ColumnName = nameof(LabeledPair.Text),
                Sentence2ColumnName = pairs ? nameof(LabeledPair.Pair) : null,
                Checkpoint = settings.Checkpoint,
                Epochs = settings.Epochs,
                LearningRate = settings.LearningRate,
                DenseEmbeddingUpdates = settings.DenseEmbeddings,
                Threads = settings.Threads,
                Progress = settings.Progress,
                CancellationToken = settings.Stop,
            }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        using var model = pipeline.Fit(ml.Data.LoadFromEnumerable(train));
        settings.ExportModel(model.OfType<TextModelTransformer>().Single());
        var predicted = model.Transform(ml.Data.LoadFromEnumerable(test)).GetColumn<string>("PredictedLabel");
        var classes = train.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal).ToArray();
        var predictions = new ClassificationPredictions(Numbers(predicted), Numbers(test.Select(row => row.Label)), classes.Length);
        return [.. metrics.Select(metric => new TaskScore(metric.Name, metric.Evaluate(predictions)))];

        int[] Numbers(IEnumerable<string> names) => [.. names.Select(name => Array.IndexOf(classes, name))];
    }
}
