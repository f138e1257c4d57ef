using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>A number for a pair of texts.</summary>
internal sealed class RegressionKind : TaskKind
{
    public override IReadOnlyList<TaskScore> Run(MLContext ml, IReadOnlyList<LabeledPair> train, IReadOnlyList<LabeledPair> test, FineTuningSettings settings)
    {
        var trainer = ml.Regression.Trainers.TextRegression(new TextRegressionTrainer.Options
        {
            Sentence1ColumnName = nameof(RatedPair.Text),
            Sentence2ColumnName = nameof(RatedPair.Pair),
            Checkpoint = settings.Checkpoint,
            Epochs = settings.Epochs,
            LearningRate = settings.LearningRate,
            DenseEmbeddingUpdates = settings.DenseEmbeddings,
            Threads = settings.Threads,
            Progress = settings.Progress,
            CancellationToken = settings.Stop,
        });
        using var model = trainer.Fit(ml.Data.LoadFromEnumerable(train.Select(RatedPair.Of)));
        settings.ExportModel(model);
        var truth = test.Select(RatedPair.Of).ToArray();
        var predicted = model.Transform(ml.Data.LoadFromEnumerable(truth)).GetColumn<float>("Score").Select(value => (double)value).ToArray();
        var predictions = new RegressionPredictions(predicted, truth.Select(row => (double)row.Label).ToArray());
        Metric<RegressionPredictions>[] metrics = [new PearsonCorrelation(), new SpearmanCorrelation()];
        return [.. metrics.Select(metric => new TaskScore(metric.Name, metric.Evaluate(predictions)))];
    }
}
