using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Benchmarks.PublicTasks;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Benchmarks.Comparisons;

/// <summary>Numbers for pairs of texts.</summary>
/// <param name="task">The task.</param>
internal sealed class NumberComparison(FineTuningTask task) : ComparedTask(task.Name)
{
    private static readonly Metric<RegressionPredictions>[] _metrics = [new PearsonCorrelation(), new SpearmanCorrelation()];

    public override ComparedRows Read(MLContext ml, string folder, int rows)
    {
        var (train, test) = task.Read(folder);
        double[] truth = [.. test.Select(row => (double)RatedPair.Of(row).Label)];
        var view = ml.Data.LoadFromEnumerable(test.Select(RatedPair.Of).ToArray());
        return new ComparedRows(ml.Data.LoadFromEnumerable(SpreadRows.Of(train, rows).Select(RatedPair.Of).ToArray()), view, model =>
        {
            var predictions = new RegressionPredictions([.. model.Transform(view).GetColumn<float>("Score").Select(value => (double)value)], truth);
            return [.. _metrics.Select(metric => new TaskScore(metric.Name, metric.Evaluate(predictions)))];
        });
    }

    public override IEstimator<TextModelTransformer> Teacher(MLContext ml, ComparisonSettings settings) => ml.Regression.Trainers.TextRegression(Configured(
        new TextRegressionTrainer.Options
        {
            Sentence1ColumnName = nameof(RatedPair.Text),
            Sentence2ColumnName = nameof(RatedPair.Pair),
        },
        settings,
        task.Epochs,
        task.LearningRate));

    public override IEstimator<TextModelTransformer> Student(MLContext ml, ITransformer teacher, DistillationTrainer.Options options) => ml.Regression.Trainers.Distillation(teacher, options);

    public override IEstimator<TextModelTransformer> Pruned(MLContext ml, ITransformer model, PruningEstimator.Options options) => ml.Regression.Trainers.Prune(model, options);

    public override IEstimator<TextModelTransformer> Quantized(MLContext ml, ITransformer model, QuantizationEstimator.Options options) => ml.Regression.Trainers.Quantize(model, options);

    public override IReadOnlyList<TaskScore> Loyalty(MLContext ml, ComparedRows rows, ITransformer model, ITransformer teacher) =>
        [new("Pearson with teacher", ml.Regression.EvaluateLoyalty(rows.Test, model, teacher).Pearson)];
}
