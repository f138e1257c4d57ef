using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>Classes of texts, or of pairs of texts.</summary>
/// <param name="task">The task.</param>
/// <param name="pairs">Whether a row has two texts.</param>
/// <param name="metrics">What to measure; classes are numbered in the order of their names.</param>
internal sealed class ClassComparison(FineTuningTask task, bool pairs, params Metric<ClassificationPredictions>[] metrics) : ComparedTask(task.Name)
{
    public override ComparedRows Read(MLContext ml, string folder, int rows)
    {
        var (train, test) = task.Read(folder);
        string[] classes = [.. train.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal)];
        var view = ml.Data.LoadFromEnumerable(test);
        return new ComparedRows(ml.Data.LoadFromEnumerable(ComparedRows.Some(train, rows)), view, model =>
        {
            var predictions = new ClassificationPredictions(Numbers(model.Transform(view).GetColumn<string>("PredictedLabel")), Numbers(test.Select(row => row.Label)), classes.Length);
            return [.. metrics.Select(metric => new TaskScore(metric.Name, metric.Evaluate(predictions)))];
        });

        int[] Numbers(IEnumerable<string> names) => [.. names.Select(name => Array.IndexOf(classes, name))];
    }

    public override IEstimator<TextModelTransformer> Teacher(MLContext ml, ComparisonSettings settings) => ml.MulticlassClassification.Trainers.TextClassification(new TextClassificationTrainer.Options
    {
        Sentence1ColumnName = nameof(LabeledPair.Text),
        Sentence2ColumnName = pairs ? nameof(LabeledPair.Pair) : null,
        Checkpoint = settings.Checkpoint,
        Epochs = task.Epochs,
        LearningRate = task.LearningRate,
        Threads = settings.Threads,
        Progress = settings.Progress,
        CancellationToken = settings.Stop,
    });

    public override IEstimator<TextModelTransformer> Student(MLContext ml, ITransformer teacher, DistillationTrainer.Options options) => ml.MulticlassClassification.Trainers.Distillation(teacher, options);

    public override IEstimator<TextModelTransformer> Pruned(MLContext ml, ITransformer model, PruningEstimator.Options options) => ml.MulticlassClassification.Trainers.Prune(model, options);

    public override IEstimator<TextModelTransformer> Quantized(MLContext ml, ITransformer model, QuantizationEstimator.Options options) => ml.MulticlassClassification.Trainers.Quantize(model, options);

    public override IReadOnlyList<TaskScore> Loyalty(MLContext ml, ComparedRows rows, ITransformer model, ITransformer teacher)
    {
        var loyalty = ml.MulticlassClassification.EvaluateLoyalty(rows.Test, model, teacher);
        return [new("label loyalty", loyalty.LabelLoyalty), new("probability loyalty", loyalty.ProbabilityLoyalty)];
    }

    public override IReadOnlyList<TaskScore> Robustness(MLContext ml, ComparedRows rows, ITransformer model, ComparisonSettings settings)
    {
        var options = new RobustnessOptions { Rows = settings.Attacked, Threads = settings.Threads, CancellationToken = settings.Stop };
        return
        [
            new("under typos", ml.MulticlassClassification.EvaluateRobustness(rows.Test, model, new TypoAttack(), options).AccuracyUnderAttack),
            new("under deletion", ml.MulticlassClassification.EvaluateRobustness(rows.Test, model, new WordDeletionAttack(), options).AccuracyUnderAttack),
        ];
    }
}
