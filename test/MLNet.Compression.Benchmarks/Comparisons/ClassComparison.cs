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
        return new ComparedRows(ml.Data.LoadFromEnumerable(SpreadRows.Of(train, rows)), view, model =>
        {
            var predictions = new ClassificationPredictions(Numbers(model.Transform(view).GetColumn<string>("PredictedLabel")), Numbers(test.Select(row => row.Label)), classes.Length);
            return [.. metrics.Select(metric => new TaskScore(metric.Name, metric.Evaluate(predictions)))];
        });

        int[] Numbers(IEnumerable<string> names) => [.. names.Select(name => Array.IndexOf(classes, name))];
    }

    public override IEstimator<TextModelTransformer> Teacher(MLContext ml, ComparisonSettings settings) => ml.MulticlassClassification.Trainers.TextClassification(Configured(
        new TextClassificationTrainer.Options
        {
            Sentence1ColumnName = nameof(LabeledPair.Text),
            Sentence2ColumnName = pairs ? nameof(LabeledPair.Pair) : null,
        },
        settings,
        task.Epochs,
        task.LearningRate));

    public override IReadOnlyList<TaskScore> Loyalty(MLContext ml, ComparedRows rows, ITransformer model, ITransformer teacher)
    {
        var loyalty = ml.MulticlassClassification.EvaluateLoyalty(rows.Test, model, teacher);
        return [new("label loyalty", loyalty.LabelLoyalty), new("probability loyalty", loyalty.ProbabilityLoyalty)];
    }

    protected override double? UnderAttack(MLContext ml, ComparedRows rows, ITransformer model, TextAttack attack, RobustnessOptions options) =>
        ml.MulticlassClassification.EvaluateRobustness(rows.Test, model, attack, options).AccuracyUnderAttack;
}
