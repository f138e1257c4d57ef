using Microsoft.ML;
using MLNet.Compression.Baselines;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Baselines;

public class LinearBaselineTests
{
    private readonly MLContext _ml = new(seed: 1);

    private readonly List<string> _log = [];

    public LinearBaselineTests() => _ml.Log += (_, entry) =>
    {
        lock (_log)
        {
            _log.Add(entry.Message);
        }
    };

    [Test]
    public void Fit_WithBaseline_HasItInEveryFormOfTheReport()
    {
        var report = Fit(baseline: true).Report;
        var baseline = report.Baseline!;

        Assert.That(baseline.Quality.Accuracy, Is.GreaterThan(0.9));
        Assert.That(baseline.Quality.Rows, Is.EqualTo(60));
        Assert.That(baseline.Rows, Is.EqualTo(90));
        Assert.That(baseline.Bytes, Is.GreaterThan(1_000));
        Assert.That($"{report}", Does.Contain($"linear baseline ({baseline.Trainer})"));
        Assert.That(report.ToHtml(), Does.Contain($"linear baseline ({baseline.Trainer})"));
        Assert.That(report.ToJson(), Does.Contain("\"baseline\""));
        Assert.That(report.ToDataFrame()["Stage"][1], Is.EqualTo($"linear baseline ({baseline.Trainer})"));
    }

    /// <summary>One epoch at a small rate leaves a model near chance.</summary>
    [Test]
    public void Fit_ModelBelowTheBaseline_IsWarnedOfByName()
    {
        var report = Fit(baseline: true).Report;

        Assert.That(report.Quality!.Accuracy, Is.LessThan(report.Baseline!.Quality.Accuracy));
        Assert.That(_log, Has.Some.Contains("fine-tune: accuracy").And.Contains("below"));
        Assert.That(report.Warning, Does.StartWith("fine-tune: accuracy").And.Contain(report.Baseline.Trainer));
        Assert.That($"{report}", Does.Contain($"Warning: {report.Warning}"));
        Assert.That(report.ToHtml(), Does.Contain("Warning: fine-tune"));
    }

    [Test]
    public void Fit_ModelAboveTheBaseline_HasNoWarning()
    {
        var chance = new BaselineReport("SDCA", 1, TimeSpan.Zero, 1, new QualityReport(60, 0.2, null, null));
        var result = new StageResult(1, new QualityReport(60, 0.2, null, null), new LatencyReport(1, 1));

        Assert.That(chance.DoubtOf("quantise", result), Is.Null);
        Assert.That(chance.DoubtOf("quantise", result with { Quality = new(60, 0.1, null, null) }), Does.Contain("quantise"));
        Assert.That(chance.DoubtOf("quantise", result with { Quality = new(59, 0.1, null, null) }), Is.Null, "Measured on other rows.");
    }

    [Test]
    public void Fit_WithoutAskingForIt_HasNone() => Assert.That(Fit(baseline: false).Report.Baseline, Is.Null);

    [Test]
    public void Fit_WithoutValidationSet_SaysThatItWasNotMeasured()
    {
        var model = _ml.MulticlassClassification.Trainers.TextClassification(Options(baseline: true)).Fit(Messages.LoadKeyed(_ml, 30));

        Assert.That(model.Report.Baseline, Is.Null);
        Assert.That(_log, Has.Some.Contains("linear baseline: not measured, as there is no ValidationSet"));
    }

    [Test]
    public void Load_SavedModel_HasItStill()
    {
        var model = Fit(baseline: true);

        var loaded = SavedModel.RoundTrip(_ml, model, Messages.LoadKeyed(_ml, 3).Schema).TextModel();

        Assert.That(loaded.Report.Baseline, Is.EqualTo(model.Report.Baseline));
    }

    [Test]
    public void Train_SameSeed_GivesTheSameModel()
    {
        BaselineRow[] rows = [.. Messages.Create(60).Select(message => new BaselineRow { Text = message.Sentence1, Label = message.Label })];

        var (first, second) = (Scores(new LinearClasses().Train(3, rows, default).Model), Scores(new LinearClasses().Train(3, rows, default).Model));

        Assert.That(first, Is.EqualTo(second));

        float[][] Scores(ITransformer model) => [.. _ml.Data.CreateEnumerable<ScoredRow>(model.Transform(_ml.Data.LoadFromEnumerable(rows)), reuseRowObject: false).Select(row => row.Score)];
    }

    [Test]
    public void Train_Cancelled_Stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        BaselineRow[] rows = [.. Messages.Create(60).Select(message => new BaselineRow { Text = message.Sentence1, Label = message.Label })];

        Assert.That(() => new LinearClasses().Train(3, rows, stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private FullPrecisionTransformer Fit(bool baseline)
    {
        var options = Options(baseline);
        options.ValidationSet = Messages.Load(_ml, 60, seed: 8);
        return _ml.MulticlassClassification.Trainers.TextClassification(options).Fit(Messages.LoadKeyed(_ml, 90));
    }

    private static TextClassificationTrainer.Options Options(bool baseline) => Small.Teacher(options => (options.Epochs, options.LearningRate, options.Baseline) = (1, 1e-6, baseline));

    private sealed class ScoredRow
    {
        public float[] Score { get; set; } = [];
    }
}
