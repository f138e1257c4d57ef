using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Evaluation;

public class EvaluateCostTests
{
    private static readonly MLContext _ml = Fitted.Context;
    private static readonly CostOptions _options = new() { Rows = 40, Passes = 1 };

    [Test]
    public void EvaluateCost_TextModel_HasItsOwnFigures()
    {
        var (model, metrics) = (Fitted.Teacher, _ml.EvaluateCost(Fitted.Test, Fitted.Teacher, _options));

        Assert.That(metrics.Parameters, Is.EqualTo(model.Report.Parameters));
        Assert.That(metrics.ModelBytes, Is.EqualTo(model.Model.SizeInBytes));
        Assert.That(metrics.MultiplyAddsPerToken, Is.EqualTo(2 * ((4 * 64 * 64) + (2 * 64 * 64))).Within(3), "two layers of 64 features and neurons, but for weights that happen to be 0");
        Assert.That(metrics.SavedBytes, Is.GreaterThan(0));
        Assert.That(metrics.TrainingTokensPerSecond, Is.GreaterThan(0));
        Assert.That(metrics.TrainingPeakBytes, Is.GreaterThan(10_000_000), "the runtime alone takes more");
        Assert.That(metrics.Rows, Is.EqualTo(40));
        Assert.That(metrics.RowsPerSecond, Is.GreaterThan(0));
    }

    [Test]
    public void EvaluateCost_PrunedModel_LeavesZerosOut()
    {
        var pruned = _ml.MulticlassClassification.Trainers.Prune(Fitted.Teacher, Small.Pruning(options => options.Epochs = 1)).Fit(Fitted.Train);

        Assert.That(
            _ml.EvaluateCost(Fitted.Test, pruned, _options).MultiplyAddsPerToken,
            Is.EqualTo(_ml.EvaluateCost(Fitted.Test, Fitted.Teacher, _options).MultiplyAddsPerToken / 2).Within(3));
    }

    [Test]
    public void EvaluateCost_ModelOfAnotherKind_IsMeasuredThroughTheSameRows()
    {
        var linear = _ml.Transforms.Text.FeaturizeText("Features", "Sentence1").Append(_ml.MulticlassClassification.Trainers.SdcaMaximumEntropy()).Fit(Fitted.Train);

        var metrics = _ml.EvaluateCost(Fitted.Test, linear, _options);

        Assert.That(metrics.Parameters, Is.Null);
        Assert.That(metrics.SavedBytes, Is.GreaterThan(0));
        Assert.That(metrics.Latency!.Rows, Is.EqualTo(40));
        Assert.That(metrics.RowsPerSecond, Is.GreaterThan(0));
    }

    [Test]
    public void EvaluateCost_Latencies_DivideTheRowsByLength()
    {
        var rows = _ml.Data.LoadFromEnumerable(new[] { 3, 8, 9, 40, 5 }.Select(words => new Message { Sentence1 = string.Join(' ', Enumerable.Repeat("word", words)), Label = "billing" }));
        var metrics = _ml.EvaluateCost(rows, Fitted.Teacher, _options);

        Assert.That(metrics.Latencies.Select(latency => (latency.FewestWords, latency.MostWords, latency.Rows)), Is.EqualTo<(int, int, int)>([(3, 8, 3), (9, 9, 1), (40, 40, 1)]));
        Assert.That(metrics.Latencies.Select(latency => latency.Milliseconds), Has.All.GreaterThan(0));
        Assert.That(metrics.Latency!.Percentile99, Is.GreaterThanOrEqualTo(metrics.Latency.Percentile95).And.GreaterThanOrEqualTo(metrics.Latency.Milliseconds));
    }

    [Test]
    public void EvaluateCost_Frames_HaveAllFigures()
    {
        var metrics = _ml.EvaluateCost(Fitted.Test, Fitted.Teacher, _options);

        Assert.That(metrics.ToDataFrame()["MultiplyAddsPerToken"][0], Is.EqualTo((double)metrics.MultiplyAddsPerToken!.Value));
        Assert.That(metrics.Latencies.ToDataFrame().Rows.Count, Is.EqualTo(metrics.Latencies.Count));
    }

    [Test]
    public void EvaluateCost_NoRows_Throws() => Assert.That(
        () => _ml.EvaluateCost(_ml.Data.LoadFromEnumerable(Array.Empty<Message>()), Fitted.Teacher, _options), Throws.ArgumentException.With.Message.Contains("no rows"));

    [Test]
    public void EvaluateCost_UnknownColumn_Throws() => Assert.That(
        () => _ml.EvaluateCost(Fitted.Test, Fitted.Teacher, new CostOptions { TextColumnName = "Nowhere" }), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Nowhere"));
}
